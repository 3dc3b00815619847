using System.CommandLine;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime consent [--only KINDS]`: shows what sharing means, and sets which kinds of names are shared.</summary>
internal static class ConsentCommand
{
    public static Command Create(VerbBuilder verbs)
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
        return verbs.Changes(command, (context, parsed) => Run(context, parsed.GetValue(only)));
    }

    private static int Run(CommandContext context, string? only)
    {
        var config = only is null ? ConfigFile.Load(context.Home, context.Clock) : Choose(context, KindList.Parse(only)!.Value);
        var given = Consent.InForce(config);
        var state = new ConsentState
        {
            DryRun = context.IsDryRun,
            SharedKinds = KindList.WordsOf(given?.Kinds ?? KindList.From(config)),
            IsSharing = given is not null,
            ConsentedAt = given is null ? null : UtcText.Seconds(given.At),
            ConsentVersion = given is null ? null : config.ConsentVersion,
            CurrentConsentVersion = Consent.Version,
            ConsentText = Consent.Text,
        };
        if (context.AsJson)
        {
            context.WriteJson(state, ClientJson.Default.ConsentState);
            return ExitCode.Fine;
        }

        if (only is null)
        {
            context.Write(state.ConsentText);
        }

        context.Write($"kinds: {string.Join(", ", state.SharedKinds)}");
        if (Consent.IsOlder(config))
        {
            context.Write($"agreed to version {config.ConsentVersion}; `tooltime share on` asks for what version {Consent.Version} adds");
        }

        context.Write(
            state.IsSharing
                ? $"sharing: on, agreed at {state.ConsentedAt}; `tooltime share preview` shows what goes next"
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

/// <summary>What `tooltime consent --json` prints.</summary>
internal sealed record ConsentState
{
    /// <summary>Whether a choice of kinds was not stored.</summary>
    public required bool DryRun { get; init; }

    /// <summary>The kinds of names that are shared, or would be.</summary>
    public required IReadOnlyList<string> SharedKinds { get; init; }

    public required bool IsSharing { get; init; }

    /// <summary>UTC; null if sharing is off.</summary>
    public required string? ConsentedAt { get; init; }

    /// <summary>The version that was agreed to; null if sharing is off.</summary>
    public required int? ConsentVersion { get; init; }

    /// <summary>The version of <see cref="ConsentText"/>.</summary>
    public required int CurrentConsentVersion { get; init; }

    public required string ConsentText { get; init; }
}
