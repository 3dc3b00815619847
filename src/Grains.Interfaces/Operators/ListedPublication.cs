namespace ToolTime.Operators;

/// <summary>A published week as operators see it.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.ListedPublication")]
public sealed record ListedPublication
{
    /// <summary>The week, written <c>2026-W47</c>.</summary>
    [Id(0)] public required string IsoWeek { get; init; }

    /// <summary>When it was published, UTC.</summary>
    [Id(1)] public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Cells that are published: a name, over all clients or of one.</summary>
    [Id(2)] public required int Cells { get; init; }
}
