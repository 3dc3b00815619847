using Orleans.Configuration;

namespace ToolTime.Silo.Hosting;

/// <summary>How soon the memory of idle grains is free again.</summary>
internal static class ActivationCollection
{
    /// <summary>
    /// How often Orleans looks for idle activations; it says a minute. A submitter's age limit must be longer, and each new token costs one
    /// activation until then: under a flood of them the limit decides how much memory the server takes.
    /// </summary>
    private static readonly TimeSpan Quantum = TimeSpan.FromSeconds(15);

    public static ISiloBuilder CollectOften(this ISiloBuilder silo) => silo.Configure<GrainCollectionOptions>(options => options.CollectionQuantum = Quantum);
}
