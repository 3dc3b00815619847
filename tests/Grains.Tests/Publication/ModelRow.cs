namespace ToolTime.Grains.Tests.Publication;

/// <summary>A row of a table: its name and its figures.</summary>
internal sealed record ModelRow(string Name, IReadOnlyList<decimal?> Values)
{
    /// <summary>Half of the last published digit of a rate may go either way.</summary>
    private const decimal Tolerance = 0.0001m;

    public bool Agrees(ModelRow other) =>
        Name == other.Name
        && Values.Count == other.Values.Count
        && Values.Zip(other.Values).All(pair => pair.First is null == pair.Second is null && Math.Abs((pair.First ?? 0) - (pair.Second ?? 0)) <= Tolerance);

    public override string ToString() => $"{Name}: {string.Join(' ', Values.Select(value => value?.ToString("0.####") ?? "-"))}";
}
