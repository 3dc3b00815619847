using System.CommandLine;
using ToolTime.Monitor.Budgets;
using ToolTime.Recording.Home;
using ToolTime.Transcripts.Index;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime snapshot`: reads what is new. A hook starts it at the end of a turn if a status line is shown.</summary>
internal static class SnapshotCommand
{
    private static readonly Terminal Nowhere = new(Terminal.LeastWidth, IsPlain: true, ShowsProgress: false);

    public static Command Create(VerbBuilder verbs) =>
        verbs.Serves(new("snapshot", "Read what is new, for status lines (started by hooks).") { Hidden = true }, (context, _) => Run(context));

    private static int Run(CommandContext context)
    {
        using var reading = UsageReading.Begin(context, Nowhere);
        reading.Save();
        Renew(context, reading.Index);
        return ExitCode.Fine;
    }

    /// <summary>Makes the snapshot from an index that was just brought up to date, as every report does.</summary>
    public static UsageSnapshot Renew(CommandContext context, UsageIndex index)
    {
        var snapshot = UsageSnapshot.Make(new Spending(index, Prices.Read(context), context.Zone, context.Now), Budgets(context));
        snapshot.Write(context.Home);
        return snapshot;
    }

    // The report is made without budgets.
    private static IReadOnlyList<Budget> Budgets(CommandContext context)
    {
        try
        {
            return BudgetFile.Read(context.Home);
        }
        catch (ConfigException e)
        {
            context.Say(e.Message);
            return [];
        }
    }
}
