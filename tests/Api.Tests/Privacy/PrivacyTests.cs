using System.Text.Json.Nodes;

namespace ToolTime.Api.Tests.Privacy;

/// <summary>The rules in force and the policy, through their doors.</summary>
public sealed class PrivacyTests(ServerFixture fixture)
{
    [Fact]
    public async Task Privacy_ShippedLimits_AreTheStrictOnes()
    {
        var answer = await fixture.Server.SendAsync("GET", "/v1/api/privacy");
        Assert.Equal((200, "public, max-age=300"), (answer.Status, answer.Headers["Cache-Control"]));
        Assert.True((bool)answer.Json["strict"]!);
        Assert.Equal(
            """
            {"minimum_submitters":10,"minimum_for_values":50,"minimum_for_deciles":100,"minimum_for_rates":120,"largest_margin":48,"mature_days":2,"mature_hours":72,
            "submitter_step":5,"call_digits":2,"rate_digits":2,"largest_share":0.2,"largest_share_of_two":0.35,"liars_withstood":20,"largest_move":0.005,"calls_of_name_per_day":2000,
            "calls_of_kind_per_day":20000,"names_of_kind_per_day":200,"grace_hours":72,"raw_days":90,"deletion_days":97,"names_version":"*"}
            """.ReplaceLineEndings(""),
            Versionless(answer.Json["limits"]!).ToJsonString());
        var rules = answer.Json["rules"]!.AsArray().Select(rule => $"{rule!["id"]}: {rule["text"]}").ToList();
        Assert.Equal(["P3", "P6", "P6", "P7", "P8", "P8", "P8", "P9", "P10", "P10", "P11", "P13", "P13", "P14"], rules.Select(rule => rule.Split(':')[0]));
        Assert.Contains("P6: A figure is published from 10 distinct tokens on, plus a secret margin of 0 to 48, also taken off what is told. Tokens are counted, not people.", rules);
        Assert.Contains("P13: Rates are told where leaving out any 20 tokens moves their median by at most 0.5 points.", rules);
        Assert.Contains("P13: Means of rates are told from 120 tokens, each at most 10 points or 2 calls from the median, blurred by up to 2 points.", rules);
    }

    [Fact]
    public async Task Privacy_EachFieldThatAReportMayHold_IsListedWithItsPurpose()
    {
        var fields = (await fixture.Server.SendAsync("GET", "/v1/api/privacy")).Json["fields"]!.AsArray();
        Assert.All(fields, field => Assert.All(["name", "form", "purpose", "kept"], member => Assert.NotEqual("", (string?)field![member])));
        Assert.Equal(
            [
                "snapshot schema", "snapshot submission_token", "snapshot generated", "snapshot total_events", "snapshot tools", "snapshot edit_without_read",
                "snapshot edit_without_read_count", "snapshot model", "snapshot client", "snapshot skills", "snapshot mcp_servers", "snapshot installed_plugins",
                "day-cell schema", "day-cell submission_token", "day-cell client", "day-cell client_version", "day-cell days",
                "day-cell days.day", "day-cell days.revision", "day-cell days.tools", "day-cell days.skills", "day-cell days.mcp_servers",
                "day-cell days.plugins", "day-cell days.models", "day-cell days.edit_without_read",
            ],
            fields.Select(field => $"{field!["form"]} {field["name"]}"));
    }

    [Fact]
    public async Task Policy_ForPeople_HoldsTheRulesAndTheVersionThatConsentRefersTo()
    {
        var terms = await fixture.Server.SendAsync("GET", "/v1/api/privacy");
        var page = await fixture.Server.SendAsync("GET", "/privacy");
        Assert.Equal((200, "text/html; charset=utf-8"), (page.Status, page.Headers["Content-Type"]));
        Assert.StartsWith("default-src 'self'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains($"<p>Version {terms.Json["consent_version"]}. The limits are those that ToolTime ships.</p>", page.Text, StringComparison.Ordinal);
        Assert.All(terms.Json["rules"]!.AsArray(), rule => Assert.Contains(System.Net.WebUtility.HtmlEncode((string)rule!["text"]!), page.Text, StringComparison.Ordinal));
        Assert.InRange(page.Text.Split("<article")[1].Split("</article>")[0].Split(' ', '\n').Length, 300, 900);
    }

    private static JsonNode Versionless(JsonNode limits)
    {
        Assert.Matches(@"\A20\d\d-\d\d-\d\d\z", (string?)limits["names_version"]);
        limits["names_version"] = "*";
        return limits;
    }
}
