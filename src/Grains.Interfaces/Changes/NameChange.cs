namespace ToolTime.Changes;

/// <summary>One change of one name, over all clients together.</summary>
public sealed record NameChange
{
    /// <summary><c>new</c>, <c>adoption</c> or <c>errors</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The name's dimension, such as <c>tool</c>.</summary>
    public required string Dimension { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The figure of the week before, 0 to 1: adoption, or the median of submitters' error rates; null for a new name.</summary>
    public required double? Before { get; init; }

    /// <summary>The figure of this week.</summary>
    public required double? After { get; init; }
}
