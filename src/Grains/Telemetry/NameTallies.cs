using ToolTime.Grains.Privacy;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>The names that were met, by list.</summary>
internal sealed class NameTallies
{
    /// <summary>
    /// Names of a list, some megabytes. Versions are not listed, so anybody can make them up; what is met beyond counts as <c>other</c>,
    /// all of it. A version that any number of devices have is met long before.
    /// </summary>
    public const int Capacity = 10_000;

    /// <summary>Names of a list that has costs, each of which takes some kilobytes.</summary>
    public const int CapacityWithCosts = 1_000;

    private readonly Dictionary<string, NameTally>[] _lists =
        [.. Enum.GetValues<TelemetryDimension>().Select(_ => new Dictionary<string, NameTally>(StringComparer.Ordinal))];

    /// <summary>The names of a list.</summary>
    public IReadOnlyDictionary<string, NameTally> In(TelemetryDimension dimension) => _lists[(int)dimension];

    /// <summary>What is counted of a name.</summary>
    public NameTally Get(TelemetryDimension dimension, string name)
    {
        var list = _lists[(int)dimension];
        if (list.TryGetValue(name, out var tally))
        {
            return tally;
        }

        var hasCosts = HasCosts(dimension);
        if (list.Count >= (hasCosts ? CapacityWithCosts : Capacity) && name != TelemetryNames.Other)
        {
            return Get(dimension, TelemetryNames.Other);
        }

        list.Add(name, tally = new() { Costs = hasCosts ? new(Rounding.CallResolution) : null });
        return tally;
    }

    private static bool HasCosts(TelemetryDimension dimension) =>
        dimension is TelemetryDimension.Provider or TelemetryDimension.Model or TelemetryDimension.CostSource;
}

/// <summary>The lists of a publication.</summary>
internal enum TelemetryDimension
{
    Version,
    System,
    Runtime,
    Brand,
    Container,
    LaunchSource,
    Provider,
    Model,
    CostSource,
    ErrorKind,
}
