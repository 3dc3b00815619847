using ToolTime.Uploader.Clock;
using ToolTime.Uploader.Home;
using ToolTime.Uploader.Sharing;
using ToolTime.Uploader.Usage;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime share status`.</summary>
internal static class ShareStatus
{
    public static int Run(CommandContext context)
    {
        var config = ConfigFile.Load(context.Home, context.Clock);
        var since = Consent.Since(config);
        var ledger = new LedgerStore(context.Home).Read();
        context.Write($"sharing: {Sharing(context, config, since)}");
        context.Write($"server: {ShareTarget.Server(context, config)}");
        context.Write($"last upload: {(config.LastUploadAt is { } last ? UtcText.Seconds(last) : "never")}");
        if (since is { } consentedAt && config.Secret is { } secret)
            context.Write($"waiting days: {ShareNow.Waiting(context, secret, consentedAt, ledger).Sum(submission => submission.Cells.Count)}, as last summarized");
        foreach (var (cell, entry) in ledger.Cells.Where(cell => cell.Value.Outcome is LedgerEntry.Refused))
            context.Write($"refused: {cell} at {entry.At}");
        if (ledger.LastFailure is not null)
            context.Write($"last failure: {ledger.LastFailureAt} {ledger.LastFailure}");
        WriteRecord(context);
        return ExitCode.Fine;
    }

    private static string Sharing(CommandContext context, ConfigFile config, DateTimeOffset? since)
    {
        if (since is null)
            return config.CommunitySharing ? "off: what is collected has changed since you agreed; `tooltime share on` says how" : "off";
        var agreed = $"agreed to version {config.ConsentVersion} at {UtcText.Seconds(since.Value)}";
        return Consent.Refusal(context.Environment) is { } refusal ? $"off: {refusal} ({agreed})" : $"on, {agreed}";
    }

    // What the record could not take, so that nothing is lost in silence.
    private static void WriteRecord(CommandContext context)
    {
        var store = new RollupStore(context.Home);
        var today = DateOnly.FromDateTime(context.Now.UtcDateTime);
        var rollups = Enumerable.Range(0, ShareableCells.Days + 1).Select(back => store.Find(today.AddDays(-back))).OfType<Rollup>().ToList();
        context.Write($"left out of the last {ShareableCells.Days} days: {rollups.Sum(rollup => rollup.NamesLeftOut)} names that cannot be sent, {rollups.Sum(rollup => rollup.TornLines)} torn lines");
    }
}
