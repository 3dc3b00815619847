using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ToolTime.Api.Problems;
using ToolTime.Usage;

namespace ToolTime.Api.Requests;

/// <summary>Describes an endpoint, where it is mapped, for the API's document.</summary>
internal static class EndpointDescriptions
{
    private const string ProblemType = "application/problem+json";

    /// <summary>The names of the dimensions.</summary>
    public static readonly string[] Dimensions = ["tool", "skill", "mcp_server", "plugin", "model", "client"];

    /// <summary>What an endpoint does, and its answer on success.</summary>
    public static RouteHandlerBuilder Answers<TAnswer>(
        this RouteHandlerBuilder endpoint,
        string id,
        string summary,
        string mediaType = "application/json"
    ) => endpoint.WithName(id).WithSummary(summary).Produces<TAnswer>(StatusCodes.Status200OK, mediaType);

    /// <summary>Another media type of its answer.</summary>
    public static RouteHandlerBuilder AlsoAs(this RouteHandlerBuilder endpoint, string mediaType) =>
        endpoint.WithMetadata(new EndpointMediaType(mediaType));

    /// <summary>A parameter; the first of several values is the default.</summary>
    public static RouteHandlerBuilder Takes(
        this RouteHandlerBuilder endpoint,
        string name,
        string description,
        params IReadOnlyList<string> values
    ) => endpoint.WithMetadata(new EndpointParameter(name, description, values));

    /// <summary>A header that it reads.</summary>
    public static RouteHandlerBuilder TakesHeader(this RouteHandlerBuilder endpoint, string name, string description) =>
        endpoint.WithMetadata(new EndpointParameter(name, description) { IsHeader = true });

    /// <summary>The parameters window, week and client.</summary>
    public static RouteHandlerBuilder TakesWindow(this RouteHandlerBuilder endpoint) => endpoint
        .Takes("window", "Today and the six days before, an ISO week, or the four ISO weeks of an epoch.", "7d", "week", "4w")
        .Takes("week", "An ISO week that is over, such as 2026-W47, or any of four; by default the newest published.")
        .Takes("client", "One agent; by default all together.", [.. Enum.GetValues<AgentClient>().Select(client => client.ToName())]);

    /// <summary>The dimension and name in the path.</summary>
    public static RouteHandlerBuilder TakesName(this RouteHandlerBuilder endpoint) => endpoint
        .Takes("dimension", "What kind of name it is.", Dimensions)
        .Takes("name", "A published name, such as Bash.");

    /// <summary>The app in the path.</summary>
    public static RouteHandlerBuilder TakesApp(this RouteHandlerBuilder endpoint) =>
        endpoint.Takes("app", "A program listed by the operator, such as cli.");

    /// <summary>The JSON object that it accepts.</summary>
    public static RouteHandlerBuilder TakesBody(
        this RouteHandlerBuilder endpoint,
        string description,
        params IReadOnlyList<string> requiredTexts
    ) => endpoint.WithMetadata(new EndpointBody(description, requiredTexts));

    /// <summary>The statuses with which it returns a problem document.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            endpoint.Produces<ProblemDocument>(status, ProblemType);
        }

        return endpoint;
    }

    /// <summary>States that it answers 304 to callers who already have the same content.</summary>
    public static RouteHandlerBuilder HasETag(this RouteHandlerBuilder endpoint) => endpoint.Produces(StatusCodes.Status304NotModified);
}

/// <summary>A parameter of an endpoint, for the API's document.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Description">The parameter's meaning.</param>
/// <param name="Values">The allowed values, default first; empty if they are not a short list.</param>
internal sealed record EndpointParameter(string Name, string Description, params IReadOnlyList<string> Values)
{
    /// <summary>Whether it is a header.</summary>
    public bool IsHeader { get; init; }
}

/// <summary>The JSON object that an endpoint accepts.</summary>
/// <param name="Description">The object's content.</param>
/// <param name="RequiredTexts">Its members, if they are few and all strings.</param>
internal sealed record EndpointBody(string Description, params IReadOnlyList<string> RequiredTexts);

/// <summary>Another media type in which an endpoint answers 200.</summary>
internal sealed record EndpointMediaType(string MediaType);
