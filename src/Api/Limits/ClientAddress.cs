using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ToolTime.Submissions;

namespace ToolTime.Api.Limits;

/// <summary>Finds the address under which a request is counted.</summary>
internal sealed class ClientAddress(IOptions<IngestionOptions> options)
{
    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("::1/128"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"),
    ];

    private readonly bool _trustsProxies = options.Value.TrustedProxies.Count > 0;

    /// <summary>
    /// The address under which a request is counted. Null if it is not limited: no proxy is trusted and the peer is on this machine or a
    /// private network, so that its address may be that of many clients.
    /// </summary>
    public IPAddress? Find(HttpContext context) =>
        context.Connection.RemoteIpAddress is null || (!_trustsProxies && IsPrivate(From(context))) ? null : From(context);

    /// <summary>The peer's address, or the one reported by <see cref="TrustedProxies"/>.</summary>
    public static IPAddress From(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    private static bool IsPrivate(IPAddress address) => Array.Exists(Private, network => network.Contains(address));
}
