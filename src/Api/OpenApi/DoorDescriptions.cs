using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ToolTime.Api.Problems;

namespace ToolTime.Api.OpenApi;

/// <summary>Says of a door, where it is mapped, what the API's document tells of it.</summary>
internal static class DoorDescriptions
{
    private const string ProblemType = "application/problem+json";

    /// <summary>The names of dimensions.</summary>
    public static readonly string[] Dimensions = ["tool", "skill", "mcp_server", "plugin", "model", "client"];

    /// <summary>What a door does, and what it answers where all is well.</summary>
    public static RouteHandlerBuilder Tells<TAnswer>(this RouteHandlerBuilder door, string id, string summary, string mediaType = "application/json") =>
        door.WithName(id).WithSummary(summary).Produces<TAnswer>(StatusCodes.Status200OK, mediaType);

    /// <summary>Another form in which it answers.</summary>
    public static RouteHandlerBuilder AlsoAs(this RouteHandlerBuilder door, string mediaType) => door.WithMetadata(new DoorForm(mediaType));

    /// <summary>A parameter; of a list of values the first is the default.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder door, string name, string description, params IReadOnlyList<string> values) =>
        door.WithMetadata(new DoorParameter(name, description, values));

    /// <summary>The window, the week and the client of a query.</summary>
    public static RouteHandlerBuilder TakesWindow(this RouteHandlerBuilder door) => door
        .Takes("window", "Today and the six days before, an ISO week, or the four ISO weeks of an epoch.", "7d", "week", "4w")
        .Takes("week", "An ISO week that is over, such as 2026-W47, and of four any one; by default the newest that are published.")
        .Takes("client", "One of claude-code, codex, openclaw, opencode and gemini; by default all together.");

    /// <summary>The dimension and name in a path.</summary>
    public static RouteHandlerBuilder TakesName(this RouteHandlerBuilder door) => door
        .Takes("dimension", "What kind of name it is.", Dimensions)
        .Takes("name", "A published name, such as Bash.");

    /// <summary>The JSON object that it takes.</summary>
    public static RouteHandlerBuilder TakesBody(this RouteHandlerBuilder door, string description, params IReadOnlyList<string> requiredTexts) =>
        door.WithMetadata(new DoorBody(description, requiredTexts));

    /// <summary>The statuses with which it answers a problem document.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder door, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            door.Produces<ProblemDocument>(status, ProblemType);
        }

        return door;
    }

    /// <summary>That it answers 304 to who holds the same already.</summary>
    public static RouteHandlerBuilder HasETag(this RouteHandlerBuilder door) => door.Produces(StatusCodes.Status304NotModified);
}
