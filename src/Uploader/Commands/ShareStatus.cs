using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Recording.Usage;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;
using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime share status [--json]`.</summary>
internal static class ShareStatus
{
    public static int Run(CommandContext context)
    {
        var config = ConfigFile.Load(context.Home, context.Clock);
        var next = ShareTimer.Decide(context, config);
        var state = State(context, config, next);
        if (context.AsJson)
        {
            context.WriteJson(state, ClientJson.Default.SharingState);
        }
        else
        {
            Write(context, state, next);
        }

        return ExitCode.Fine;
    }

    private static void Write(CommandContext context, SharingState state, UploadDecision? next)
    {
        var agreed = state.ConsentedAt is null ? "" : $"agreed to version {state.ConsentVersion} at {state.ConsentedAt}";
        context.Write(state.Sharing switch
        {
            SharingState.On => $"sharing: on, {agreed}",
            SharingState.NotHere when agreed.Length > 0 => $"sharing: off: {state.Reason} ({agreed})",
            _ => $"sharing: off{(state.Reason is null ? "" : $": {state.Reason}")}",
        });
        if (state.ConsentVersion is { } version && version != state.CurrentConsentVersion)
        {
            context.Write($"consent: version {state.CurrentConsentVersion} asks for more kinds; `tooltime share on` says which");
        }

        context.Write($"kinds: {string.Join(", ", state.SharedKinds)}");
        context.Write($"server: {state.Server}");
        context.Write($"last upload: {state.LastUploadAt ?? "never"}");
        if (state.NextUploadAt is not null)
        {
            var orEarlier = next?.EventsMissing is null ? "" : $", or when {UploadSchedule.EventsPerUpload} events have gathered";
            context.Write(
                $"next upload: {state.NextUploadAt}{orEarlier}; {state.RequestsToday} of {UploadSchedule.MaxRequestsPerDay} reports sent today"
            );
        }

        if (state.ConsentedAt is not null)
        {
            context.Write($"waiting days: {state.WaitingDays}, as last summarized");
        }

        foreach (var refused in state.Refused)
        {
            context.Write($"refused: {refused}");
        }

        if (state.LastFailure is not null)
        {
            context.Write($"last failure: {state.LastFailureAt} {state.LastFailure}");
        }

        context.Write(
            $"left out of the last {CellSelection.Days} days: {Figure.Count(state.NamesLeftOut, "name")} that cannot be sent, {Figure.Count(state.TornLines, "torn line")}"
        );
    }

    private static SharingState State(CommandContext context, ConfigFile config, UploadDecision? next)
    {
        var consent = Consent.InForce(config);
        var server = ShareTarget.Server(context, config);
        var ledger = new LedgerStore(context.Home).Read();
        var rollups = Rollups(context);
        var (sharing, reason) = Sharing(context, config, consent);
        return new SharingState
        {
            Sharing = sharing,
            Reason = reason,
            ConsentedAt = consent is null ? null : UtcText.Seconds(consent.At),
            ConsentVersion = consent is null ? null : config.ConsentVersion,
            SharedKinds = KindList.WordsOf(consent?.Kinds ?? KindList.From(config)),
            CurrentConsentVersion = Consent.Version,
            ConsentText = Consent.Text,
            Policy = Endpoint.Policy(server),
            Server = server,
            LastUploadAt = config.LastUploadAt is { } last ? UtcText.Seconds(last) : null,
            NextUploadAt = sharing is SharingState.On && next is not null ? UtcText.Seconds(next.At) : null,
            RequestsToday = new UploadQueue(context.Home).Read().RequestsOn(context.Now.UtcDay()),
            WaitingDays = consent is null ? 0 : WaitingDays(context, config, ledger),
            Refused =
            [
                .. ledger.Cells.Where(cell => cell.Value.Outcome is LedgerEntry.Refused).Select(cell => $"{cell.Key} at {cell.Value.At}"),
            ],
            LastFailureAt = ledger.LastFailureAt,
            LastFailure = ledger.LastFailure,
            NamesLeftOut = rollups.Sum(rollup => rollup.NamesLeftOut),
            TornLines = rollups.Sum(rollup => rollup.TornLines),
        };
    }

    private static int WaitingDays(CommandContext context, ConfigFile config, ShareLedger ledger) =>
        ShareNow.Waiting(context, config, new RollupStore(context.Home), ledger).Sum(submission => submission.Cells.Count);

    private static (string Sharing, string? Reason) Sharing(CommandContext context, ConfigFile config, ConsentGiven? consent)
    {
        if (Consent.Refusal(context.Environment) is { } refusal)
        {
            return (SharingState.NotHere, refusal);
        }

        if (consent is not null)
        {
            return ShareNow.Refusal(context, config) is { } pending ? (SharingState.Off, pending) : (SharingState.On, null);
        }

        if (config.CommunitySharing)
        {
            return (
                SharingState.ConsentOutdated,
                "what is collected, or how, has changed since you agreed; see `tooltime share on`"
            );
        }

        return (config.IsSharingDecided ? SharingState.Off : SharingState.NeverAsked, null);
    }

    // What could not be recorded is counted, so that nothing is lost silently.
    private static List<Rollup> Rollups(CommandContext context)
    {
        var store = new RollupStore(context.Home);
        var today = context.Now.UtcDay();
        return [.. Enumerable.Range(0, CellSelection.Days + 1).Select(back => store.Find(today.AddDays(-back))).OfType<Rollup>()];
    }
}
