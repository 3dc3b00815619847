using ToolTime.Attacks.Judging;
using ToolTime.Attacks.Worlds;

namespace ToolTime.Attacks;

/// <summary>What came of one attack.</summary>
/// <param name="Secret">What the adversary wanted to know.</param>
/// <param name="Crowd">Who stood around the victim's names.</param>
/// <param name="Verdict">The adversary who sees public answers alone.</param>
/// <param name="Knowing">The one who knows all other reports as well.</param>
/// <param name="Told">How often the figure was told at which the adversary looked, from 0 to 1.</param>
public sealed record Finding(Secret Secret, Crowd Crowd, Verdict Verdict, Verdict Knowing, double Told);
