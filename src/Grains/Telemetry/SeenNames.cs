using ToolTime.Grains.Privacy;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>The names seen, by list.</summary>
internal sealed class SeenNames
{
    /// <summary>
    /// The maximum number of names per list, some megabytes. Versions are not listed, so anyone can invent them; once the list is full, new
    /// names count as <c>other</c>. A version in real use is seen long before that.
    /// </summary>
    public const int Capacity = 10_000;

    /// <summary>The maximum number of names in a list with costs, each of which takes some kilobytes.</summary>
    public const int CapacityWithCosts = 1_000;

    private readonly Dictionary<string, NameTally>[] _lists =
        [.. Enum.GetValues<TelemetryDimension>().Select(_ => new Dictionary<string, NameTally>(StringComparer.Ordinal))];

    /// <summary>The names of a list.</summary>
    public IReadOnlyDictionary<string, NameTally> In(TelemetryDimension dimension) => _lists[(int)dimension];

    /// <summary>A name's tally, created if new.</summary>
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
