using System.CommandLine;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime share` and its verbs.</summary>
internal static class ShareCommand
{
    public static Command Create(VerbBuilder verbs)
    {
        var yes = new Option<bool>("--yes") { Description = "Agree without being asked. Default: ask. Example: --yes" };
        return new("share", "Share anonymous counts with the community, or stop.")
        {
            verbs.Changes(
                new("on", "Say what sharing means, and start it if you agree.") { yes },
                (context, parsed) => ShareConsent.TurnOn(context, parsed.GetValue(yes))
            ),
            verbs.Changes(new("off", "Stop sharing."), (context, _) => ShareConsent.TurnOff(context)),
            verbs.Reads(
                new("status", "Show whether you share, since when, what is waiting and what failed last."),
                (context, _) => ShareStatus.Run(context)
            ),
            verbs.PrintsJson(
                new("preview", "Print the exact bytes that `share now` would send next."),
                (context, _) => ShareNow.Preview(context)
            ),
            verbs.Changes(
                new("now", "Count, then send what is new or has changed within 7 days."),
                (context, _) => ShareNow.Run(context)
            ),
            verbs.PrintsJson(
                new("log", "Print every report that was sent, byte for byte, with its answer."),
                (context, _) => ShareLog.Run(context)
            ),
            verbs.Changes(
                new("delete-me", "Delete from the server all that this machine ever sent, and create a new secret.") { yes },
                (context, parsed) => ShareDelete.Run(context, parsed.GetValue(yes))
            ),
            verbs.Serves(new("auto", "Send if it is time to (started by hooks).") { Hidden = true }, (context, _) => ShareAuto.Run(context)),
        };
    }
}
