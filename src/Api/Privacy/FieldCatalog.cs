using System.Text.Json.Serialization;
using ToolTime.Api.Submissions;

namespace ToolTime.Api.Privacy;

/// <summary>
/// Every collected field: the members that the readers of both report forms know, each with its purpose. A field without a purpose is a
/// bug.
/// </summary>
internal static class FieldCatalog
{
    private const string Counts = "as it is, under listed names";

    private static readonly Dictionary<string, (string Purpose, string Stored)> Purposes = new()
    {
        ["schema"] = ("states the form of the report", "nothing"),
        ["submission_token"] = ("counts a machine once, and lets its user delete what it sent", "SHA-256 of it and its 28 days"),
        ["client"] = ("distinguishes agents", "as it is, one of the listed agents"),
        ["client_version"] = ("lets a server refuse a client that counts wrongly", "nothing"),
        ["generated"] = ("finds the week that the report is about", "the hour"),
        ["total_events"] = ("finds the fullest of several reports of a week", "as it is"),
        ["days"] = ("holds the days", "as its fields say"),
        ["day"] = ("finds the day and week that are reported", "the UTC day"),
        ["revision"] = ("lets a newer count replace an older one", "as it is"),
        ["tools"] = ("which tools are used, how often, how that ends, and how long it takes", Counts),
        ["skills"] = ("which skills are used, how often, and by whom: agent or user", Counts),
        ["mcp_servers"] = ("the same of MCP servers", Counts),
        ["plugins"] = ("which plugins are installed", "listed names"),
        ["installed_plugins"] = ("which plugins are installed", "listed names"),
        ["model"] = ("which models are used", "a listed name"),
        ["models"] = ("which models are used", Counts),
        ["edit_without_read"] = ("a habit to compare", "as it is"),
        ["edit_without_read_count"] = ("the same, under an older name", "as it is"),
    };

    public static readonly IReadOnlyList<CollectedField> All =
    [
        .. SnapshotReader.RootMembers.Select(name => Field(name, name, "snapshot")),
        .. DayCellReader.RootMembers.Select(name => Field(name, name, "day-cell")),
        .. DayCellReader.DayMembers.Select(name => Field($"days.{name}", name, "day-cell")),
    ];

    private static CollectedField Field(string path, string member, string form) =>
        new(path, form, Purposes[member].Purpose, Purposes[member].Stored);
}

/// <summary>A field that a report may contain.</summary>
/// <param name="Name">The field, preceded by the fields that contain it.</param>
/// <param name="Form">The form of report: <c>snapshot</c> or <c>day-cell</c>.</param>
/// <param name="Purpose">The purpose of the field.</param>
/// <param name="Stored">What is stored of it.</param>
internal sealed record CollectedField(string Name, string Form, string Purpose, [property: JsonPropertyName("kept")] string Stored);
