using System.Text.RegularExpressions;

namespace ToolTime.Silo.Tests.Security;

/// <summary>A server's endpoints, by their routes.</summary>
internal static partial class EndpointList
{
    private const string Dashboard = "/operator/orleans";

    public static readonly DateTimeOffset Now = new(2026, 11, 24, 23, 0, 0, TimeSpan.Zero);

    [GeneratedRegex(@"\.[0-9a-f]{12}\.")]
    private static partial Regex Hash { get; }

    [GeneratedRegex(@"\{(?<name>[*]*\w+)(?<bound>:[^}]*)?\}")]
    private static partial Regex Parameter { get; }

    /// <summary>
    /// All of them as <c>METHOD, METHOD /route</c>, without the hashes in the names of assets and the constraints of parameters. Those of
    /// Orleans' dashboard share one name.
    /// </summary>
    public static IReadOnlyList<(string Name, string Method, string Route)> Find(InProcessServer server) =>
        [
            .. from endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
            let route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
            let name = route.StartsWith(Dashboard, StringComparison.Ordinal)
                ? $"{Dashboard}/…"
                : Parameter.Replace(Hash.Replace(route, ".HASH."), "{${name}}")
            select ($"{string.Join(", ", methods)} {name}", methods[0], route),
        ];

    /// <summary>
    /// The route with a value, encoded for a path, in place of each parameter; a parameter that must be a dimension or a number gets one.
    /// </summary>
    public static string Fill(string route, string value) =>
        Parameter.Replace(route, match =>
            match.Groups["bound"] is { Success: true } bound ? (bound.Value == ":int" ? "1" : "tool") : Uri.EscapeDataString(value)
        );
}
