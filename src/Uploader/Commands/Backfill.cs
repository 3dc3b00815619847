using ToolTime.Recording.Home;
using ToolTime.Recording.Usage;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;
using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Commands;

/// <summary>
/// `tooltime backfill`: makes day cells from the transcripts of the days that may be shared: those after the day of consent. The day of
/// consent itself is left out because part of it was before consent.
/// </summary>
internal static class Backfill
{
    public static int Run(CommandContext context)
    {
        if (Consent.Refusal(context.Environment) is { } refusal)
        {
            context.Say($"Nothing is prepared for sharing: {refusal}.");
            return ExitCode.NoConsent;
        }

        var config = ConfigFile.Load(context.Home, context.Clock);
        if (Consent.InForce(config) is not { } consent)
        {
            context.Say("Sharing is off, so nothing is prepared. `tooltime share on` says what sharing means.");
            return ExitCode.NoConsent;
        }

        using var working = context.LockWork();
        using var reading = UsageReading.Begin(context, Terminal.FromConsole(context.Environment));
        var store = new RollupStore(context.Home, context.IsDryRun);
        var cells = new TranscriptCells(context.Home, store, context.Clock, EnabledPlugins.Read(context.Environment));
        var made = cells.Make(reading.Index, after: consent.Day);
        reading.Save();
        context.Report(
            new BackfillMade(context.IsDryRun, consent.Day, made),
            ClientJson.Default.BackfillMade,
            made == 0
                ? $"No transcript has a day that may be shared: one after {consent.Day:yyyy-MM-dd}, within the last {CellSelection.Days}."
                : $"Made {Figure.Count(made, "day cell")} from transcripts. They go with the next upload; `tooltime share preview` shows it."
        );
        return made == 0 ? ExitCode.NothingToDo : ExitCode.Fine;
    }
}

/// <summary>What `backfill --json` prints.</summary>
/// <param name="DryRun">Whether nothing was written.</param>
/// <param name="After">Cells are of days after this one.</param>
/// <param name="DayCells">How many there are.</param>
internal sealed record BackfillMade(bool DryRun, DateOnly After, int DayCells);
