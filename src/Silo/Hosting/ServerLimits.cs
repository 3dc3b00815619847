using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ToolTime.Silo.Hosting;

/// <summary>What one connection, and all of them, may take of the server before any endpoint sees them.</summary>
internal static class ServerLimits
{
    private const long MaximumBodyBytes = 256 * 1024;

    public static void UseServerLimits(this WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = 20_000;
        limits.MaxRequestBodySize = MaximumBodyBytes;
        limits.MaxRequestLineSize = 4 * 1024;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);

        // A body that trickles is given up after five seconds.
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));
    });
}
