using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ToolTime.Api.Problems;

namespace ToolTime.Api.Mcp;

/// <summary>
/// Turns away pages of other sites: a browser can be led here under a name of theirs (DNS rebinding), which no address can be, and it says
/// whose page asks.
/// </summary>
internal sealed class McpCallers(IOptions<McpOptions> options) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (!IsOurs(request.Host))
        {
            return Refuse(FaultCode.Host, "This server is not known by the name in Host; its operator lists names in Mcp:Hosts.");
        }

        return IsOfOurPage(request)
            ? next(context)
            : Refuse(FaultCode.Origin, "The page in Origin is not one of this server's.");
    }

    private static ValueTask<object?> Refuse(string code, string detail) =>
        ValueTask.FromResult<object?>(Problem.Create(StatusCodes.Status403Forbidden, code, detail));

    /// <summary>The scheme may differ behind a proxy that takes https.</summary>
    private static bool IsOfOurPage(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        return origin.Count == 0
            || (Uri.TryCreate(origin.ToString(), UriKind.Absolute, out var page)
                && Uri.TryCreate($"{page.Scheme}://{request.Host}", UriKind.Absolute, out var ours)
                && page.Authority == ours.Authority);
    }

    private bool IsOurs(HostString host) =>
        host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host.Host, out _)
        || options.Value.Hosts.Contains(host.Host, StringComparer.OrdinalIgnoreCase);
}

/// <summary>By which names agents may reach the endpoint for them.</summary>
public sealed class McpOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Mcp";

    /// <summary>
    /// Host names under which this server is published, without ports, at most 100. Default none: it answers to addresses and to
    /// <c>localhost</c> alone, since any other name may be one that somebody made lead here.
    /// </summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Hosts { get; set; } = [];
}
