using System.Security.Cryptography;
using System.Text;

namespace ToolTime.Monitor.Otlp;

/// <summary>
/// Who may send: programs on this machine that know the token. Any browser page can send to a local port, and a name can be made to point
/// to it, so requests from a page or to another host name are refused.
/// </summary>
internal sealed class IntakeRules(string token, int port)
{
    private const string Bearer = "Bearer ";

    private readonly string[] _hosts = [$"127.0.0.1:{port}", $"localhost:{port}"];
    private readonly byte[] _token = Encoding.ASCII.GetBytes(token);

    /// <summary>False if the request was sent by a page, or to another host name.</summary>
    /// <param name="host">The Host header as sent.</param>
    /// <param name="hasOrigin">Whether there is an Origin header.</param>
    /// <param name="hasFetchSite">Whether a browser states the page's site.</param>
    public bool IsOfProgram(string? host, bool hasOrigin, bool hasFetchSite) =>
        host is not null && _hosts.Contains(host, StringComparer.OrdinalIgnoreCase) && !hasOrigin && !hasFetchSite;

    /// <summary>Takes the same time for any wrong token.</summary>
    public bool KnowsToken(string? authorization) =>
        authorization?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) is true
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(authorization[Bearer.Length..].Trim()), _token);
}
