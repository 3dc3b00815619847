using System.CommandLine;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime consent [--only KINDS]`: shows what sharing means, and sets which kinds of names are shared.</summary>
internal static class ConsentCommand
{
    public static Command Create(Func<Func<CommandContext, int>, int> guarded)
    {
        var only = new Option<string?>("--only")
        {
            Description = $"Share only these kinds, of {string.Join(", ", KindList.AllWords)}. Default: no change. Example: --only tools,mcp-servers",
            HelpName = "KINDS",
        };
        only.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && KindList.Parse(text) is null)
            {
                result.AddError($"{text} is not a list of kinds: they are {string.Join(", ", KindList.AllWords)}, separated by commas.");
            }
        });
        var command = new Command("consent", "Show what sharing means and what of it you agree to, or choose the kinds.") { only };
        command.SetAction(parsed => guarded(context => Run(context, parsed.GetValue(only))));
        return command;
    }

    private static int Run(CommandContext context, string? only)
    {
        var config = only is null ? ConfigFile.Load(context.Home, context.Clock) : Choose(context, KindList.Parse(only)!.Value);
        if (only is null)
        {
            context.Write(Consent.Text);
        }

        context.Write($"kinds: {string.Join(", ", KindList.WordsOf(Consent.InForce(config)?.Kinds ?? KindList.From(config)))}");
        if (Consent.IsOlder(config))
        {
            context.Write($"agreed to version {config.ConsentVersion}; `tooltime share on` asks for what version {Consent.Version} adds");
        }

        context.Write(
            Consent.InForce(config) is { } given
                ? $"sharing: on, agreed at {UtcText.Seconds(given.At)}; `tooltime share preview` shows what goes next"
                : "sharing: off; `tooltime share on` turns it on"
        );
        return ExitCode.Fine;
    }

    /// <summary>
    /// Stores the choice. Adding a kind is new consent, which starts now. Removing kinds changes nothing else; reports of the last days are
    /// replaced by ones without them. The agreed version stays the same.
    /// </summary>
    public static ConfigFile Choose(CommandContext context, SharedKinds kinds) =>
        ShareConsent.Change(context, changed =>
        {
            var adds = Consent.InForce(changed) is { } given && !given.Kinds.HasFlag(kinds & Consent.KindsOf(changed));
            changed.SharedKinds = kinds is SharedKinds.All ? null : KindList.WordsOf(kinds);
            return adds;
        });
}
