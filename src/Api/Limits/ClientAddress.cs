using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ToolTime.Submissions;

namespace ToolTime.Api.Limits;

/// <summary>Finds the address that a request is counted under.</summary>
internal sealed class ClientAddress(IOptions<IngestionOptions> options)
{
    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("::1/128"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"),
    ];

    private readonly IPNetwork[] _trusted = [.. options.Value.TrustedProxies.Select(TrustedProxy.Parse)];

    /// <summary>
    /// The address that a request is counted under. Null where nothing is to be counted: no limit is set, or the peer is on this machine or a
    /// private network and no proxy is trusted, so that its address distinguishes nobody.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="limit">The limit; 0 for none.</param>
    public IPAddress? Find(HttpContext context, int limit)
    {
        if (limit == 0 || context.Connection.RemoteIpAddress is not { } peer)
        {
            return null;
        }

        return _trusted.Length == 0 && IsIn(Private, Plain(peer)) ? null : Of(context);
    }

    /// <summary>
    /// The right-most hop that is no trusted proxy: the peer itself, or what trusted proxies say of it in X-Forwarded-For.
    /// </summary>
    public IPAddress Of(HttpContext context)
    {
        var address = Plain(context.Connection.RemoteIpAddress ?? IPAddress.None);
        var hops = context
            .Request.Headers["X-Forwarded-For"]
            .ToString()
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        for (var hop = hops.Length - 1; hop >= 0 && IsIn(_trusted, address); hop--)
        {
            if (Parse(hops[hop]) is not { } next)
            {
                break;
            }

            address = Plain(next);
        }

        return address;
    }

    // Some gateways write the port too, a new one for each connection.
    private static IPAddress? Parse(string hop) =>
        IPAddress.TryParse(hop, out var address) ? address : IPEndPoint.TryParse(hop, out var withPort) ? withPort.Address : null;

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static bool IsIn(IPNetwork[] networks, IPAddress address) => Array.Exists(networks, network => network.Contains(address));
}
