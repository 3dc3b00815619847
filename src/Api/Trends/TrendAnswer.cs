using System.Text.Json.Serialization;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Trends;

/// <summary>One name: its newest seven days, and its points over the newest final weeks.</summary>
internal sealed record TrendAnswer
{
    public required string Dimension { get; init; }

    public required string Name { get; init; }

    public required bool Simulated { get; init; }

    /// <summary>What the newest seven days cover.</summary>
    public required StatsWindow Window { get; init; }

    /// <summary>Its figures in the window; null if too few use it.</summary>
    public required NameFigures? Current { get; init; }

    /// <summary>States that too few use it, in the same words whether none or a few do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    /// <summary>Names that the same submitters use more often than chance, strongest first.</summary>
    public required IReadOnlyList<StatsName> AlsoUsed { get; init; }

    /// <summary>One point for each final week, oldest first.</summary>
    public required IReadOnlyList<TrendWeek> Weeks { get; init; }

    public static TrendAnswer From(NameAnswer.Found name, int weeks) => new()
    {
        Dimension = name.Dimension.ToName(),
        Name = name.Name,
        Simulated = name.Stats.Window.Simulated,
        Window = name.Stats.Window,
        Current = name.Current,
        Note = name.Current is null ? name.TooFew : null,
        AlsoUsed = name.AlsoUsed,
        Weeks = [.. name.Trends.Weeks.Zip(name.Points, TrendWeek.From).TakeLast(weeks)],
    };
}

/// <summary>The JSON of these answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TrendAnswer))]
internal sealed partial class TrendJson : JsonSerializerContext;
