using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ToolTime.Api.Tests;

/// <summary>Valid submissions, each with its own token, to be changed in one place.</summary>
internal static class Report
{
    /// <summary>
    /// A Tuesday's last hour: an hour ahead is the next day, everything that may still be sent is in an unpublished week, and all of it is
    /// in one epoch.
    /// </summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 23, 0, 0, TimeSpan.Zero);

    public static JsonObject Snapshot() => Parse(
        """
        { "submission_token": "", "generated": "2026-11-24T22:10:00Z", "total_events": 3, "client": "claude-code",
          "tools": { "Bash": { "calls": 3, "errors": 1, "rejections": 0 } } }
        """);

    public static JsonObject DayCell() =>
        Parse(
            """
            { "schema": 2, "submission_token": "", "client": "claude-code", "client_version": "0.1.0",
              "days": [ { "day": "2026-11-24", "revision": 7, "tools": { "Bash": { "calls": 3, "observed_calls": 3, "errors": 1, "rejections": 0 } } } ] }
            """
        );

    /// <summary>A day-cell submission of several days.</summary>
    public static JsonObject DayCells(params (string Day, int Revision)[] days)
    {
        var report = DayCell();
        var cells = days.Select(day => new JsonObject { ["day"] = day.Day, ["revision"] = day.Revision, ["tools"] = new JsonObject() });
        report["days"] = new JsonArray([.. cells]);
        return report;
    }

    public static string NewToken() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>The report with one place set to a JSON value, or removed if that is null. Array places are numbers.</summary>
    public static JsonObject With(this JsonObject report, string pointer, string? json)
    {
        var path = pointer.Split('/')[1..];
        JsonNode parent = report;
        foreach (var step in path[..^1])
        {
            parent = parent is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : parent[step]!;
        }

        if (parent is JsonArray array)
        {
            array[int.Parse(path[^1], CultureInfo.InvariantCulture)] = JsonNode.Parse(json!);
        }
        else if (json is null)
        {
            parent.AsObject().Remove(path[^1]);
        }
        else
        {
            parent[path[^1]] = JsonNode.Parse(json);
        }

        return report;
    }

    public static JsonObject WithToken(this JsonObject report, string token) => report.With("/submission_token", $"\"{token}\"");

    public static byte[] ToBytes(this JsonObject report) => Encoding.UTF8.GetBytes(report.ToJsonString());

    /// <summary>The report's JSON text with a placeholder's value replaced by text that no JSON writer would write.</summary>
    public static byte[] ToBytesWith(this JsonObject report, string placeholder, string raw) =>
        Encoding.UTF8.GetBytes(report.ToJsonString().Replace($"\"{placeholder}\"", raw, StringComparison.Ordinal));

    /// <summary>A JSON string of a length.</summary>
    public static string Text(int length) => $"\"{new string('t', length)}\"";

    /// <summary>A JSON object with <paramref name="members"/> members, named in ordinal order.</summary>
    public static string Map(int members, string value) =>
        $"{{{string.Join(',', Enumerable.Range(0, members).Select(number => $"\"{NameOf(number)}\":{value}"))}}}";

    /// <summary>A JSON list of <paramref name="names"/> names.</summary>
    public static string List(int names) => $"[{string.Join(',', Enumerable.Range(0, names).Select(number => $"\"{NameOf(number)}\""))}]";

    public static string NameOf(int number) => $"name{number:D3}";

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject().WithToken(NewToken());
}
