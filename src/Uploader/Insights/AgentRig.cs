using ToolTime.Monitor.Insights.Rig;

namespace ToolTime.Uploader.Insights;

/// <summary>What clients are set up with, as an agent reads it.</summary>
/// <param name="Since">Start of the period, UTC.</param>
/// <param name="Uses">Unused ones first, by tokens.</param>
/// <param name="Duplicates">Items that a client has twice.</param>
/// <param name="RowsLeftOut">How many rows were left out to keep the answer short.</param>
internal sealed record AgentRig(
    DateTimeOffset Since,
    IReadOnlyList<RigUse> Uses,
    IReadOnlyList<IReadOnlyList<RigItem>> Duplicates,
    int RowsLeftOut
)
{
    /// <summary>Keeps at most <paramref name="rows"/> of each.</summary>
    public AgentRig Cut(int rows) =>
        this with
        {
            Uses = [.. Uses.Take(rows)],
            Duplicates = [.. Duplicates.Take(rows)],
            RowsLeftOut = Math.Max(0, Uses.Count - rows) + Math.Max(0, Duplicates.Count - rows),
        };
}
