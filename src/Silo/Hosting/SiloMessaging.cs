using Orleans.Configuration;

namespace ToolTime.Silo.Hosting;

/// <summary>How patiently silos look for a grain that is on its way to another place.</summary>
internal static class SiloMessaging
{
    /// <summary>
    /// How often a call may find its activation gone and be sent on before it is refused; Orleans says 2. A hop costs one message between
    /// silos, a refusal costs a client its retry, and while silos come and go a grain can move several times under one call.
    /// </summary>
    private const int Forwards = 16;

    public static ISiloBuilder AllowMoreForwards(this ISiloBuilder silo) =>
        silo.Configure<SiloMessagingOptions>(options => options.MaxForwardCount = Forwards);
}
