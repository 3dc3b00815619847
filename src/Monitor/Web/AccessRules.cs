using System.Security.Cryptography;
using System.Text;

namespace ToolTime.Monitor.Web;

/// <summary>
/// Who may ask: programs on this machine that know the token, and pages served from here. Any browser page can send requests to a local
/// port, and a name can be made to point to it, so Host and Origin must be exactly ours.
/// </summary>
internal sealed class AccessRules
{
    private readonly LocalCaller _caller;
    private readonly byte[] _cookie;

    public AccessRules(string token, int port)
    {
        _caller = new LocalCaller(token, port);
        // Browsers send cookies to every port of a host, so two processes need two names.
        Cookie = $"tooltime-{port}";
        CookieValue = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(token), "cookie"u8));
        _cookie = Encoding.ASCII.GetBytes(CookieValue);
    }

    /// <summary>The name of the cookie that `tooltime dashboard` sets.</summary>
    public string Cookie { get; }

    /// <summary>Its value, derived from the token but not the token itself.</summary>
    public string CookieValue { get; }

    /// <summary>False if the request was sent to another host name, or by a page of another origin.</summary>
    /// <param name="host">The Host header as sent.</param>
    /// <param name="origins">All of its Origin headers.</param>
    /// <param name="fetchSite">The browser's statement of the page's site, or null.</param>
    public bool IsOurs(string? host, IReadOnlyList<string?> origins, string? fetchSite) =>
        _caller.IsHost(host)
        && origins.Count <= 1
        && (origins.Count == 0 || string.Equals(origins[0], $"http://{host}", StringComparison.OrdinalIgnoreCase))
        && fetchSite is null or "same-origin" or "none";

    /// <summary>True if one of these is the token, or the cookie derived from it. Takes the same time for any wrong one.</summary>
    /// <param name="authorization">The Authorization header.</param>
    /// <param name="cookie">The cookie of our name.</param>
    /// <param name="protocols">The protocols offered by a WebSocket: the only way in which a page's script can send a token.</param>
    public bool KnowsToken(string? authorization, string? cookie, IEnumerable<string> protocols) =>
        _caller.IsAuthorized(authorization)
        || (cookie is not null && LocalCaller.AreEqual(cookie, _cookie))
        || protocols.Any(_caller.IsToken);

    public static string NewToken() => RandomNumberGenerator.GetHexString(64, lowercase: true);
}
