using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ToolTime.Api.Tests;

/// <summary>An answer, read completely.</summary>
internal sealed partial record Answer(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    private static readonly string[] FaultMembers = ["code", "detail", "member", "pointer"];

    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>Status and text, with the random receipt replaced.</summary>
    public string Verdict => $"{Status} {Receipt.Replace(Text, "\"receipt\":\"id\"")}";

    [GeneratedRegex("\"receipt\":\"[0-9a-f]{32}\"")]
    private static partial Regex Receipt { get; }

    public static async Task<Answer> ReadAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(),
        response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));

    [GeneratedRegex("\"bucketed\":[0-9]+")]
    private static partial Regex Bucketed { get; }

    /// <summary>Checks that everything was accepted and counts as sent, whether or not its names are listed.</summary>
    public void AssertTaken() =>
        Assert.Equal("""200 {"status":"ok","receipt":"id","clamped":[],"bucketed":n}""", Bucketed.Replace(Verdict, "\"bucketed\":n"));

    /// <summary>Checks that it is a problem document with a status and exactly these faults.</summary>
    public void AssertFaults(int status, params Fault[] faults)
    {
        Assert.Equal((status, "application/problem+json"), (Status, Headers.GetValueOrDefault("Content-Type")));
        var problem = Json.AsObject();
        var errors = problem["errors"]!.AsArray();
        Assert.Equal(faults, errors.Select(FaultOf));
        Assert.Equal(["type", "title", "status", "errors", "error"], problem.Select(member => member.Key));
        Assert.Equal(("about:blank", status), (problem["type"]!.GetValue<string>(), problem["status"]!.GetValue<int>()));
        Assert.Equal(errors[0]!["detail"]!.GetValue<string>(), problem["error"]!.GetValue<string>());
        Assert.All(errors, error => Assert.Matches(@"^[A-Za-z][^\n]{10,200}[.+-]\z", error!["detail"]!.GetValue<string>()));
    }

    private static Fault FaultOf(JsonNode? error)
    {
        Assert.Subset(new HashSet<string>(FaultMembers), new HashSet<string>(error!.AsObject().Select(member => member.Key)));
        return new(error["pointer"]!.GetValue<string>(), error["member"]?.GetValue<int>(), error["code"]!.GetValue<string>());
    }
}
