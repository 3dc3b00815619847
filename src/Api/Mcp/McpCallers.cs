using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ToolTime.Api.Problems;

namespace ToolTime.Api.Mcp;

/// <summary>
/// Rejects pages of other sites: a browser can be led here under a name of theirs (DNS rebinding), but not under an IP address, and it
/// reports the page's origin.
/// </summary>
internal sealed class McpCallers(IOptions<McpOptions> options) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (!IsOurs(request.Host))
        {
            return Refuse(FaultCode.Host, "The name in Host is not one of this server's; its operator lists them in Mcp:Hosts.");
        }

        return IsOfOurPage(request)
            ? next(context)
            : Refuse(FaultCode.Origin, "The page in Origin is not one of this server's.");
    }

    private static ValueTask<object?> Refuse(string code, string detail) =>
        ValueTask.FromResult<object?>(Problem.Create(StatusCodes.Status403Forbidden, code, detail));

    /// <summary>The scheme may differ behind a proxy that terminates TLS.</summary>
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

/// <summary>The host names at which agents may reach the MCP endpoint.</summary>
public sealed class McpOptions : IValidatableObject
{
    /// <summary>The settings section.</summary>
    public const string Section = "Mcp";

    /// <summary>
    /// Host names under which this server is published, without ports, at most 100. Default none: it answers only to addresses and
    /// <c>localhost</c>, since anyone can make another name resolve to this server.
    /// </summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Hosts { get; set; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Hosts.Any(host => Uri.CheckHostName(host) == UriHostNameType.Unknown))
        {
            yield return new("Mcp:Hosts must be host names without ports, such as tooltime.example.org.", [nameof(Hosts)]);
        }
    }
}
