using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Publication;

/// <summary>Which submitters of a week are counted in steps that are stored.</summary>
/// <param name="Watermark">The greatest sequence of a change to the week's rows, of which the steps are.</param>
/// <param name="Ranges">One for each step; they do not overlap.</param>
public sealed record WeekSteps(long Watermark, IReadOnlyList<SubmitterRange> Ranges);
