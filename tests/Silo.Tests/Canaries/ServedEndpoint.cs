using System.Text.RegularExpressions;
using ToolTime.Silo.Clock;
using ToolTime.Silo.Hosting;
using ToolTime.Silo.Roles;
using ToolTime.Silo.Startup;

namespace ToolTime.Silo.Tests.Canaries;

/// <summary>An endpoint of the server, as the server itself maps it, so that none is missed.</summary>
/// <param name="Method">The method.</param>
/// <param name="Pattern">The path, with parameters in braces.</param>
internal sealed partial record ServedEndpoint(string Method, string Pattern)
{
    /// <summary>Whether it reads a body.</summary>
    public bool HasBody => Method is "POST" or "PUT" or "PATCH";

    /// <summary>The number of parameters in its path.</summary>
    public int Parameters => Parameter().Count(Pattern);

    /// <summary>All endpoints of a server with every role.</summary>
    public static async Task<IReadOnlyList<ServedEndpoint>> ListAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.UseToolTimeSettings([]);
        builder.Services.AddDomainClock(builder.Configuration);
        builder.AddRole(ServerRole.All);
        await using var app = builder.Build();
        app.MapRole(ServerRole.All);
        return
        [
            .. from endpoint in ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
               from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
               select new ServedEndpoint(method, $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}"),
        ];
    }

    /// <summary>The path with its parameters filled in.</summary>
    public string PathWith(Func<string> value) => Parameter().Replace(Pattern, _ => Uri.EscapeDataString(value()));

    [GeneratedRegex(@"\{[^{}]*(\{[^{}]*\}[^{}]*)*\}")]
    private static partial Regex Parameter();
}
