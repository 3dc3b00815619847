namespace ToolTime.Grains.Privacy;

/// <summary>A total and the cells that add up to it, so that whoever knows all but one of them knows the last.</summary>
/// <param name="Total">The total.</param>
/// <param name="Parts">The parts.</param>
/// <param name="OnlySubmitters">True where nothing but submitters adds up.</param>
internal sealed record Siblings(CellDraft Total, IReadOnlyList<CellDraft> Parts, bool OnlySubmitters)
{
    /// <summary>The details that add up.</summary>
    public ReadOnlySpan<Detail> Details => OnlySubmitters ? Privacy.Details.ThatAddUp.AsSpan(0, 1) : Privacy.Details.ThatAddUp;
}
