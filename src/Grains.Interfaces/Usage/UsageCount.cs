namespace ToolTime.Usage;

/// <summary>
/// How often one name was used, as one report tells it. What was not measured is null, which is not zero.
/// </summary>
[GenerateSerializer, Immutable, Alias("ToolTime.UsageCount")]
public sealed record UsageCount
{
    /// <summary>The dimension of the name.</summary>
    [Id(0)] public required Dimension Dimension { get; init; }

    /// <summary>The name; empty for the dimension's bucket.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>Calls, invocations or requests; 0 where only presence is known.</summary>
    [Id(2)] public required int Calls { get; init; }

    /// <summary>Of the calls, those whose outcome was seen; 0 where <see cref="Errors"/> is null.</summary>
    [Id(3)] public int ObservedCalls { get; init; }

    /// <summary>Observed calls that failed, or null where failures were not measured.</summary>
    [Id(4)] public int? Errors { get; init; }

    /// <summary>Calls that the user rejected, or null where rejections were not measured.</summary>
    [Id(5)] public int? Rejections { get; init; }
}
