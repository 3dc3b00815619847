using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ToolTime.Api.Problems;
using ToolTime.Usage;

namespace ToolTime.Api.Requests;

/// <summary>Says of an endpoint, where it is mapped, what the API's document says of it.</summary>
internal static class EndpointDescriptions
{
    private const string ProblemType = "application/problem+json";

    /// <summary>The names of dimensions.</summary>
    public static readonly string[] Dimensions = ["tool", "skill", "mcp_server", "plugin", "model", "client"];

    /// <summary>What an endpoint does, and what it answers where all is well.</summary>
    public static RouteHandlerBuilder Answers<TAnswer>(
        this RouteHandlerBuilder endpoint,
        string id,
        string summary,
        string mediaType = "application/json"
    ) => endpoint.WithName(id).WithSummary(summary).Produces<TAnswer>(StatusCodes.Status200OK, mediaType);

    /// <summary>Another form in which it answers.</summary>
    public static RouteHandlerBuilder AlsoAs(this RouteHandlerBuilder endpoint, string mediaType) =>
        endpoint.WithMetadata(new EndpointMediaType(mediaType));

    /// <summary>A parameter; of a list of values the first is the default.</summary>
    public static RouteHandlerBuilder Takes(
        this RouteHandlerBuilder endpoint,
        string name,
        string description,
        params IReadOnlyList<string> values
    ) => endpoint.WithMetadata(new EndpointParameter(name, description, values));

    /// <summary>The window, the week and the client of a query.</summary>
    public static RouteHandlerBuilder TakesWindow(this RouteHandlerBuilder endpoint) => endpoint
        .Takes("window", "Today and the six days before, an ISO week, or the four ISO weeks of an epoch.", "7d", "week", "4w")
        .Takes("week", "An ISO week that is over, such as 2026-W47, and of four any one; by default the newest that are published.")
        .Takes("client", $"One of {AgentClientNames.Sentence}; by default all together.");

    /// <summary>The dimension and name in a path.</summary>
    public static RouteHandlerBuilder TakesName(this RouteHandlerBuilder endpoint) => endpoint
        .Takes("dimension", "What kind of name it is.", Dimensions)
        .Takes("name", "A published name, such as Bash.");

    /// <summary>The app in a path.</summary>
    public static RouteHandlerBuilder TakesApp(this RouteHandlerBuilder endpoint) =>
        endpoint.Takes("app", "A program that the operator lists, such as cli.");

    /// <summary>The JSON object that it takes.</summary>
    public static RouteHandlerBuilder TakesBody(
        this RouteHandlerBuilder endpoint,
        string description,
        params IReadOnlyList<string> requiredTexts
    ) => endpoint.WithMetadata(new EndpointBody(description, requiredTexts));

    /// <summary>The statuses with which it answers a problem document.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            endpoint.Produces<ProblemDocument>(status, ProblemType);
        }

        return endpoint;
    }

    /// <summary>That it answers 304 to who holds the same already.</summary>
    public static RouteHandlerBuilder HasETag(this RouteHandlerBuilder endpoint) => endpoint.Produces(StatusCodes.Status304NotModified);
}

/// <summary>What the API's document says of a parameter of an endpoint.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is.</param>
/// <param name="Values">What it may be, the default first; empty where that is no short list.</param>
internal sealed record EndpointParameter(string Name, string Description, params IReadOnlyList<string> Values);

/// <summary>The JSON object that an endpoint takes.</summary>
/// <param name="Description">What it holds.</param>
/// <param name="RequiredTexts">Its members, where they are few and all of them texts.</param>
internal sealed record EndpointBody(string Description, params IReadOnlyList<string> RequiredTexts);

/// <summary>Another form in which an endpoint answers 200.</summary>
/// <param name="MediaType">Its media type.</param>
internal sealed record EndpointMediaType(string MediaType);
