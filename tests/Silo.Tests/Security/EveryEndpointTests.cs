using System.Net.Http.Headers;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace ToolTime.Silo.Tests.Security;

/// <summary>What must hold for every endpoint of the server, so that a new one cannot be forgotten.</summary>
public sealed class EveryEndpointTests : IAsyncLifetime
{
    private const string Operators = "operators";
    private const int MaximumBytes = 256 * 1024;

    /// <summary>Pages redirect to the form, and anyone who tries many tokens has to wait.</summary>
    private static readonly int[] Closed = [401, 303, 429];

    private static readonly string[] HostileValues =
    [
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "../../../../etc/passwd",
        "..%2f..%2fetc",
        "'; DROP TABLE cells; --",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "${jndi:ldap://localhost/a}",
        "a\r\nSet-Cookie: a=b",
        "\u202Eevil",
        "00000000000000000000000000000000",
        "-1",
        "2147483648",
        new string('a', 1_000),
    ];

    /// <summary>The types with which .NET calls another host.</summary>
    private static readonly string[] Callers =
    [
        "HttpClient",
        "HttpMessageInvoker",
        "IHttpClientFactory",
        "SocketsHttpHandler",
        "HttpClientHandler",
        "Socket",
        "TcpClient",
        "UdpClient",
        "WebClient",
        "WebRequest",
        "HttpWebRequest",
        "ClientWebSocket",
        "Dns",
        "QuicConnection",
    ];

    private static readonly string[] Parameters = ["window", "client", "limit", "format", "show", "weeks", "url"];

    private static readonly string[] OtherMethods = ["TRACE", "PATCH", "PUT", "DELETE", "POST", "GET", "PROPFIND", "QUERY"];

    private InProcessServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await InProcessServer.StartAsync(EndpointList.Now);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task EveryEndpoint_WithoutTheOperatorsToken_IsClosedWhereItIsForOperators()
    {
        var table = SecurityTable.Read().Endpoints.ToDictionary(row => row.Endpoint);
        foreach (var (name, method, route) in EndpointList.Find(_server))
        {
            foreach (
                var authorization in (string?[])
                    [
                        null,
                        "Bearer wrong",
                        "Bearer ",
                        $"Basic {RunningServer.AdminToken}",
                        RunningServer.AdminToken,
                        $"Bearer {RunningServer.AdminToken}x",
                    ]
            )
            {
                var (status, _) = await AskAsync(method, EndpointList.Fill(route, "a"), authorization);
                Assert.True(Closed.Contains(status) == (table[name].For == Operators), $"{name} answers {status}.");
            }
        }
    }

    [Fact]
    public async Task EveryEndpoint_HostileValuesInItsPathAndQuery_IsNoFaultOfOursAndRepeatsNothing()
    {
        foreach (var (name, method, route) in EndpointList.Find(_server))
        {
            foreach (var value in HostileValues)
            {
                var query = string.Join('&', Parameters.Select(key => $"{key}={Uri.EscapeDataString(value)}"));
                var (status, text) = await AskAsync(
                    method,
                    $"{EndpointList.Fill(route, value)}?{query}",
                    $"Bearer {RunningServer.AdminToken}"
                );
                Assert.True(status < 500, $"{name} answers {status}.");
                if (value.Length > 2 && value != "00000000000000000000000000000000" && !(value == "2147483648" && name.EndsWith('…')))
                {
                    Assert.DoesNotContain(value, text, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public async Task EveryEndpoint_ABodyBeyondAllBounds_IsRefusedOrNotRead()
    {
        foreach (var (name, method, route) in EndpointList.Find(_server).Where(endpoint => endpoint.Method != "GET"))
        {
            foreach (
                var body in (byte[][])
                    [new byte[300_000], Encoding.UTF8.GetBytes(new string('[', 200_000)), [0xFF, 0xFE], [], Encoding.UTF8.GetBytes("null")]
            )
            {
                var (status, _) = await AskAsync(method, EndpointList.Fill(route, "a"), $"Bearer {RunningServer.AdminToken}", body);
                var needsNoBody = route.EndsWith("/maintenance", StringComparison.Ordinal) || method is "DELETE" or "PUT";
                Assert.True(
                    status is >= 400 and < 500 || (needsNoBody && status == 200),
                    $"{name} answers {status} to {body.Length} bytes."
                );
            }
        }
    }

    [Fact]
    public async Task EveryEndpoint_AnyOtherMethod_IsRefused()
    {
        var endpoints = EndpointList.Find(_server);
        foreach (var (name, _, route) in endpoints)
        {
            var open = endpoints
                .Where(endpoint => EndpointList.Fill(endpoint.Route, "delete") == EndpointList.Fill(route, "delete"))
                .SelectMany(endpoint => endpoint.Name[..endpoint.Name.LastIndexOf(" /", StringComparison.Ordinal)].Split(", "))
                .ToHashSet();
            foreach (var method in OtherMethods.Where(method => !open.Contains(method)))
            {
                var (status, _) = await AskAsync(method, EndpointList.Fill(route, "delete"), $"Bearer {RunningServer.AdminToken}");
                Assert.True(status is 404 or 405 or 400, $"{name} answers {status} to {method}.");
            }
        }
    }

    [Fact]
    public async Task EveryEndpoint_Answers_TellNothingOfTheServerAndAreNotSniffed()
    {
        foreach (var (name, method, route) in EndpointList.Find(_server))
        {
            using var request = new HttpRequestMessage(new(method), new Uri(EndpointList.Fill(route, "a"), UriKind.Relative));
            using var response = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(
                response.Headers.TryGetValues("X-Content-Type-Options", out var values) && values.Single() == "nosniff",
                $"{name} may be sniffed."
            );
            Assert.False(
                response.Headers.Contains("Server") || response.Headers.Contains("X-Powered-By"),
                name
            );
            Assert.Equal(name.EndsWith(" /operator/login", StringComparison.Ordinal), response.Headers.Contains("Set-Cookie"));
            Assert.DoesNotContain(response.Headers, header => header.Key.Contains("Allow-Credentials", StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>What calls no host cannot be led to one, and trusts nothing from one.</summary>
    [Theory]
    [InlineData("ToolTime.Api")]
    [InlineData("ToolTime.Grains")]
    [InlineData("ToolTime.Grains.Interfaces")]
    [InlineData("ToolTime.Names")]
    public void Assemblies_BehindTheEndpoints_AskNoOtherHost(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll")));
        var metadata = file.GetMetadataReader();
        var named = metadata.TypeReferences.Select(handle => metadata.GetString(metadata.GetTypeReference(handle).Name)).ToList();
        Assert.NotEmpty(named);
        Assert.Empty(named.Intersect(Callers));
    }

    private async Task<(int Status, string Text)> AskAsync(string method, string path, string? authorization, byte[]? body = null)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(path, UriKind.Relative))
        {
            Headers = { ConnectionClose = body is not null },
        };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        try
        {
            using var response = await _server.Client.SendAsync(request);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException) when (body is { Length: > MaximumBytes })
        {
            // An endpoint that reads no body answers and closes the connection while the client is still sending.
            return (413, "");
        }
    }
}
