using Orleans.Configuration;

namespace ToolTime.Silo.Hosting;

/// <summary>How persistently silos look for a grain that is moving.</summary>
internal static class SiloMessaging
{
    /// <summary>
    /// How often a call that finds its activation gone is forwarded before it is refused; Orleans' default is 2. A hop costs one message
    /// between silos, a refusal costs the client a retry, and while silos come and go a grain can move several times during one call.
    /// </summary>
    private const int Forwards = 16;

    public static ISiloBuilder AllowMoreForwards(this ISiloBuilder silo) =>
        silo.Configure<SiloMessagingOptions>(options => options.MaxForwardCount = Forwards);
}
