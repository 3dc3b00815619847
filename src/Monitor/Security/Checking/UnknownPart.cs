namespace ToolTime.Monitor.Security.Checking;

/// <summary>A part of a call that cannot be known from the call alone, and in which nothing is found.</summary>
/// <param name="Segment">The part of the command.</param>
/// <param name="Why">One sentence for people.</param>
internal sealed record UnknownPart(string Segment, string Why);

/// <summary>All that is known about a call, and what is not.</summary>
/// <param name="Findings">What was found, worst first; may be empty.</param>
/// <param name="Unknown">What cannot be known, in order; may be empty.</param>
internal sealed record Explanation(IReadOnlyList<FindingLine> Findings, IReadOnlyList<UnknownPart> Unknown);
