using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ToolTime.Monitor.Web;

/// <summary>How a program on this machine is known: it asks this port by one of its two names, and knows the token.</summary>
internal sealed class LocalCaller(string token, int port)
{
    private const string Bearer = "Bearer ";

    private readonly string[] _hosts = [$"127.0.0.1:{port}", $"localhost:{port}"];
    private readonly byte[] _token = Encoding.ASCII.GetBytes(token);

    /// <summary>False for a request to another host name: a page can make one of its own point to this machine.</summary>
    /// <param name="host">The Host header as sent.</param>
    public bool IsHost([NotNullWhen(true)] string? host) => host is not null && _hosts.Contains(host, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an Authorization header has the token.</summary>
    public bool IsAuthorized(string? header) =>
        header?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) is true && IsToken(header[Bearer.Length..]);

    public bool IsToken(string given) => AreEqual(given, _token);

    /// <summary>Takes the same time for any wrong one.</summary>
    public static bool AreEqual(string given, ReadOnlySpan<byte> expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given.Trim()), expected);
}
