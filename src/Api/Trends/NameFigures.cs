using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Trends;

/// <summary>
/// A name's figures in a window, in any dimension; null means that the dimension lacks it, it was not measured, or too few submitted it.
/// </summary>
public sealed record NameFigures
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>Distinct submitters who used it.</summary>
    public required long UniqueSubmitters { get; init; }

    /// <summary>Their share of all submitters, 0 to 1.</summary>
    public double? Adoption { get; init; }

    /// <summary>The lower end of its 95% interval.</summary>
    public double? AdoptionLow { get; init; }

    /// <summary>The upper end of its 95% interval.</summary>
    public double? AdoptionHigh { get; init; }

    /// <summary>The median of submitters' calls.</summary>
    public double? CallsMedian { get; init; }

    /// <summary>The median of submitters' error rates, of those with at least five observed calls.</summary>
    public double? ErrorRateMedian { get; init; }

    /// <summary>The lower quartile of these rates; null if fewer than 20.</summary>
    public double? ErrorRateP25 { get; init; }

    /// <summary>The upper quartile of these rates; null if fewer than 20.</summary>
    public double? ErrorRateP75 { get; init; }

    /// <summary>Errors over observed calls, 0 to 1.</summary>
    public double? ErrorRate { get; init; }

    /// <summary>Rejections over the calls for which rejections were counted, 0 to 1.</summary>
    public double? RejectionRate { get; init; }

    /// <summary>Calls, clamped.</summary>
    public long? TotalCalls { get; init; }

    /// <summary>The lower quartile of submitters' median call durations, in milliseconds; null if fewer than 20.</summary>
    public double? DurationP25Ms { get; init; }

    /// <summary>The median of submitters' median call durations, in milliseconds, of those with at least five timed calls.</summary>
    public double? DurationMedianMs { get; init; }

    /// <summary>The upper quartile of these medians; null if fewer than 20.</summary>
    public double? DurationP75Ms { get; init; }

    /// <summary>Invocations that users typed over those whose origin is known, 0 to 1.</summary>
    public double? TypedRate { get; init; }

    /// <summary>A dimension's names in a window, without buckets, in the window's order.</summary>
    public static IEnumerable<NameFigures> From(StatsDocument stats, Dimension dimension) => dimension switch
    {
        Dimension.Tool => stats.Tools.Where(tool => !tool.Custom).Select(tool => new NameFigures
        {
            Name = tool.ToolName,
            UniqueSubmitters = tool.UniqueSubmitters,
            Adoption = tool.Adoption,
            AdoptionLow = tool.AdoptionLow,
            AdoptionHigh = tool.AdoptionHigh,
            CallsMedian = tool.CallsMedian,
            ErrorRateMedian = tool.ErrorRateMedian,
            ErrorRateP25 = tool.ErrorRateP25,
            ErrorRateP75 = tool.ErrorRateP75,
            ErrorRate = tool.ErrorRate,
            RejectionRate = tool.RejectionRate,
            TotalCalls = tool.TotalCalls,
            DurationP25Ms = tool.DurationP25Ms,
            DurationMedianMs = tool.DurationMedianMs,
            DurationP75Ms = tool.DurationP75Ms,
        }),
        Dimension.Skill => stats.Dimensions.Skills.Where(skill => !skill.Custom).Select(skill => new NameFigures
        {
            Name = skill.Name,
            UniqueSubmitters = skill.UniqueSubmitters,
            Adoption = skill.Adoption,
            AdoptionLow = skill.AdoptionLow,
            AdoptionHigh = skill.AdoptionHigh,
            CallsMedian = skill.CallsMedian,
            TotalCalls = skill.TotalCalls,
            TypedRate = skill.TypedRate,
        }),
        Dimension.McpServer => stats.Dimensions.McpServers.Where(server => !server.Custom).Select(server => new NameFigures
        {
            Name = server.Name,
            UniqueSubmitters = server.UniqueSubmitters,
            Adoption = server.Adoption,
            AdoptionLow = server.AdoptionLow,
            AdoptionHigh = server.AdoptionHigh,
            CallsMedian = server.CallsMedian,
            ErrorRateMedian = server.ErrorRateMedian,
            ErrorRateP25 = server.ErrorRateP25,
            ErrorRateP75 = server.ErrorRateP75,
            ErrorRate = server.ErrorRate,
            TotalCalls = server.TotalCalls,
            DurationP25Ms = server.DurationP25Ms,
            DurationMedianMs = server.DurationMedianMs,
            DurationP75Ms = server.DurationP75Ms,
        }),
        Dimension.Plugin => stats.Dimensions.Plugins.Where(plugin => !plugin.Custom).Select(plugin => new NameFigures
        {
            Name = plugin.PluginName,
            UniqueSubmitters = plugin.InstallCount,
            Adoption = plugin.Adoption,
            AdoptionLow = plugin.AdoptionLow,
            AdoptionHigh = plugin.AdoptionHigh,
        }),
        Dimension.Model => stats.Models.Where(model => !model.Custom).Select(model => new NameFigures
        {
            Name = model.Model,
            UniqueSubmitters = model.Count,
            Adoption = model.Adoption,
            AdoptionLow = model.AdoptionLow,
            AdoptionHigh = model.AdoptionHigh,
        }),
        Dimension.Client => stats.Clients.Select(client => new NameFigures
        {
            Name = client.Client,
            UniqueSubmitters = client.Count,
            Adoption = client.Adoption,
            AdoptionLow = client.AdoptionLow,
            AdoptionHigh = client.AdoptionHigh,
        }),
        _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
    };
}
