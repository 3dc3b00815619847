namespace ToolTime.Operators;

/// <summary>A published week, or four, as operators see it.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.ListedPublication")]
public sealed record ListedPublication
{
    /// <summary>A week, written <c>2026-W47</c>, or four by the first of them, written <c>4w:2026-W45</c>.</summary>
    [Id(0)] public required string Window { get; init; }

    /// <summary>When it was published, UTC.</summary>
    [Id(1)] public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Cells that are published: a name, over all clients or of one.</summary>
    [Id(2)] public required int Cells { get; init; }

    /// <summary>Whether it never changes any more.</summary>
    [Id(3)] public required bool IsFinal { get; init; }
}
