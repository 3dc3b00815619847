using ToolTime.Uploader.Clock;
using ToolTime.Uploader.Home;
using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime share on [--yes]` and `tooltime share off`.</summary>
internal static class ShareConsent
{
    public static int TurnOn(CommandContext context, bool isAgreed)
    {
        if (Consent.Refusal(context.Environment) is { } refusal)
        {
            context.Say($"Sharing stays off: {refusal}.");
            return ExitCode.NoConsent;
        }

        var config = ConfigFile.Load(context.Home, context.Clock);
        if (Consent.Since(config) is { } since)
        {
            context.Say($"Sharing is on already, since {UtcText.Seconds(since)}.");
            return ExitCode.Fine;
        }

        context.Say(Consent.Text);
        context.Say($"It would go to {ShareTarget.Server(context, config)}. There is no public server: run one yourself, or set {Endpoint.Variable} to one that you trust.");
        if (!isAgreed && !Ask(context))
            return ExitCode.NoConsent;

        ConfigFile.Update(context.Home, context.Clock, changed =>
        {
            changed.CommunitySharing = true;
            changed.ConsentedAt = context.Now;
            changed.ConsentVersion = Consent.Version;
        });
        context.Say("Sharing is on. Nothing is sent by itself yet: `tooltime share now` sends.");
        return ExitCode.Fine;
    }

    public static int TurnOff(CommandContext context)
    {
        if (!ConfigFile.Load(context.Home, context.Clock).CommunitySharing)
        {
            context.Say("Sharing is off.");
            return ExitCode.Fine;
        }

        ConfigFile.Update(context.Home, context.Clock, changed => changed.CommunitySharing = false);
        context.Say("Sharing is off. What was sent before stays with the server; copies are under sent/.");
        return ExitCode.Fine;
    }

    private static bool Ask(CommandContext context)
    {
        if (Console.IsInputRedirected)
        {
            context.Say("There is no terminal to ask on: `tooltime share on --yes` agrees.");
            return false;
        }

        context.Messages.Write("Do you agree? [y/N] ");
        var isYes = Console.In.ReadLine()?.Trim() is "y" or "Y" or "yes" or "Yes";
        if (!isYes)
            context.Say("Sharing stays off.");
        return isYes;
    }
}
