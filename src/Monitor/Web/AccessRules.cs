using System.Security.Cryptography;
using System.Text;

namespace ToolTime.Monitor.Web;

/// <summary>
/// Who may ask: programs on this machine that know the token, and pages that came from here. Any page of a browser can send requests to a
/// port of this machine, and a name can be made to point to it, so Host and Origin must be exactly ours.
/// </summary>
internal sealed class AccessRules
{
    private const string Bearer = "Bearer ";

    private readonly string[] _hosts;
    private readonly byte[] _token;
    private readonly byte[] _cookie;

    public AccessRules(string token, int port)
    {
        _hosts = [$"127.0.0.1:{port}", $"localhost:{port}"];
        _token = Encoding.ASCII.GetBytes(token);
        // Browsers send cookies to every port of a host, so two processes need two names.
        Cookie = $"tooltime-{port}";
        CookieValue = Convert.ToHexStringLower(HMACSHA256.HashData(_token, "cookie"u8));
        _cookie = Encoding.ASCII.GetBytes(CookieValue);
    }

    /// <summary>The name of the cookie that `tooltime dashboard` has set.</summary>
    public string Cookie { get; }

    /// <summary>Its value, which is made of the token and is none.</summary>
    public string CookieValue { get; }

    /// <summary>False where the request was sent to another name, or by a page of another origin.</summary>
    /// <param name="host">Of the request, as it was sent.</param>
    /// <param name="origins">All of its Origin headers.</param>
    /// <param name="fetchSite">What the browser says of where the page is from; null where it says nothing.</param>
    public bool IsOurs(string? host, IReadOnlyList<string?> origins, string? fetchSite) =>
        host is not null
        && _hosts.Contains(host, StringComparer.OrdinalIgnoreCase)
        && origins.Count <= 1
        && (origins.Count == 0 || string.Equals(origins[0], $"http://{host}", StringComparison.OrdinalIgnoreCase))
        && fetchSite is null or "same-origin" or "none";

    /// <summary>True where one of these is the token, or the cookie that was made of it. Takes as long for any that is not.</summary>
    /// <param name="authorization">The header of that name.</param>
    /// <param name="cookie">Of our name.</param>
    /// <param name="protocols">What a WebSocket offers to speak: a page's script can send a token in no other way.</param>
    public bool KnowsToken(string? authorization, string? cookie, IEnumerable<string> protocols) =>
        (authorization?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) is true && Equals(authorization[Bearer.Length..], _token))
        || (cookie is not null && Equals(cookie, _cookie))
        || protocols.Any(protocol => Equals(protocol, _token));

    public static string NewToken() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    private static bool Equals(string given, byte[] expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given.Trim()), expected);
}
