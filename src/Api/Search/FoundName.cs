using ToolTime.Api.Trends;
using ToolTime.Usage;

namespace ToolTime.Api.Search;

/// <summary>A name found by a search.</summary>
public sealed record FoundName
{
    /// <summary>What kind of name it is, such as <c>tool</c>.</summary>
    public required string Dimension { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The path of its page.</summary>
    public required string Href { get; init; }

    /// <summary>Its submitters in the newest seven days; null if too few, including none.</summary>
    public required long? UniqueSubmitters { get; init; }

    /// <summary>Their share of all submitters, 0 to 1.</summary>
    public required double? Adoption { get; init; }

    internal static FoundName From(Dimension dimension, string name, NameFigures? figures) => new()
    {
        Dimension = dimension.ToName(),
        Name = name,
        Href = "/" + NamePath.Create(dimension, name),
        UniqueSubmitters = figures?.UniqueSubmitters,
        Adoption = figures?.Adoption,
    };
}
