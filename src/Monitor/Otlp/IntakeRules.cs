using System.Security.Cryptography;
using System.Text;

namespace ToolTime.Monitor.Otlp;

/// <summary>
/// Who may send: programs on this machine that know the token. Any page of a browser can send to a port of this machine, and a name can be
/// made to point to it, so a request that says it is of a page is refused, and one that was sent to another name.
/// </summary>
internal sealed class IntakeRules(string token, int port)
{
    private const string Bearer = "Bearer ";

    private readonly string[] _hosts = [$"127.0.0.1:{port}", $"localhost:{port}"];
    private readonly byte[] _token = Encoding.ASCII.GetBytes(token);

    /// <summary>False where the request was sent by a page, whichever it is, or to another name.</summary>
    /// <param name="host">Of the request, as it was sent.</param>
    /// <param name="hasOrigin">Whether it has a header Origin.</param>
    /// <param name="hasFetchSite">Whether a browser says in it where its page is from.</param>
    public bool IsOfProgram(string? host, bool hasOrigin, bool hasFetchSite) =>
        host is not null && _hosts.Contains(host, StringComparer.OrdinalIgnoreCase) && !hasOrigin && !hasFetchSite;

    /// <summary>Takes as long for any token that is not it.</summary>
    public bool KnowsToken(string? authorization) =>
        authorization?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) is true
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(authorization[Bearer.Length..].Trim()), _token);
}
