using System.Text.Json.Nodes;

namespace ToolTime.Silo.Tests;

/// <summary>Reports to send.</summary>
internal static class Reports
{
    /// <summary>A day cell with <paramref name="calls"/> calls of Bash.</summary>
    public static JsonObject Cell(int submitter, string day, int calls, long revision = 1) => new()
    {
        ["schema"] = 2,
        ["submission_token"] = Token(submitter),
        ["client"] = "claude-code",
        ["client_version"] = "0.1.0",
        ["days"] = new JsonArray(new JsonObject
        {
            ["day"] = day,
            ["revision"] = revision,
            ["tools"] = new JsonObject { ["Bash"] = new JsonObject { ["calls"] = calls, ["errors"] = 0, ["rejections"] = 0 } },
        }),
    };

    /// <summary>The same cell with another tool besides Bash.</summary>
    public static JsonObject With(this JsonObject cell, string tool)
    {
        cell["days"]![0]!["tools"]![tool] = cell["days"]![0]!["tools"]!["Bash"]!.DeepClone();
        return cell;
    }

    /// <summary>A snapshot with <paramref name="calls"/> calls of Bash.</summary>
    public static JsonObject Snapshot(int submitter, string generated, int calls) => new()
    {
        ["submission_token"] = Token(submitter),
        ["generated"] = generated,
        ["total_events"] = calls,
        ["tools"] = new JsonObject { ["Bash"] = new JsonObject { ["calls"] = calls, ["errors"] = null, ["rejections"] = null } },
    };

    /// <summary>A sum as published: two significant digits.</summary>
    public static long AsPublished(long sum)
    {
        var step = 1L;
        while (sum / step >= 100)
        {
            step *= 10;
        }

        return (sum + (step / 2)) / step * step;
    }

    public static string Token(int submitter) => $"{submitter:x32}";

    /// <summary>The status in a server's answer to a report; for a problem, its HTTP status code.</summary>
    public static async Task<string?> SubmitAsync(this RunningServer server, JsonObject report)
    {
        using var response = await server.PostJsonAsync("/v1/api/submit", report);
        return (await RunningServer.ReadJsonAsync(response))["status"]?.ToString();
    }
}
