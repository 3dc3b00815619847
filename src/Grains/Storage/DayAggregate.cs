using ToolTime.Usage;

namespace ToolTime.Grains.Storage;

/// <summary>One name's stored aggregate on one day. It keeps counts forever, and no submitters.</summary>
/// <param name="Dimension">The dimension.</param>
/// <param name="Name">The name; empty for the dimension's bucket.</param>
/// <param name="Submitters">Distinct submitters that day.</param>
/// <param name="Totals">The sums, clamped as in <see cref="Privacy.Clamping"/>.</param>
public sealed record DayAggregate(Dimension Dimension, string Name, long Submitters, UsageTotals Totals);
