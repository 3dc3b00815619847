using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ToolTime.Silo.Hosting;

/// <summary>Limits on what connections, singly and together, may use before a request reaches an endpoint.</summary>
internal static class ServerLimits
{
    private const long MaximumBodyBytes = 256 * 1024;

    public static void UseServerLimits(this WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;

        // Proxies put people's names into headers as they please. Those that are read here are ASCII, and the others do no harm.
        kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = 20_000;
        limits.MaxRequestBodySize = MaximumBodyBytes;
        limits.MaxRequestLineSize = 4 * 1024;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);

        // A body that arrives too slowly is abandoned after five seconds.
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));
    });
}
