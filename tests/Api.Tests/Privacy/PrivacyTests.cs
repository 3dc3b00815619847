using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ToolTime.Api.Tests.Privacy;

/// <summary>The rules in force and the policy, through their endpoints.</summary>
public sealed class PrivacyTests(ServerFixture fixture)
{
    [Fact]
    public async Task Privacy_ShippedLimits_AreThoseOfThePolicy()
    {
        var answer = await fixture.Server.SendAsync("GET", "/v1/api/privacy");
        Assert.Equal((200, "public, max-age=300"), (answer.Status, answer.Headers["Cache-Control"]));
        Assert.True((bool)answer.Json["strict"]!);
        Assert.Equal(
            """
            {"minimum_submitters":10,"minimum_for_quartiles":20,"minimum_for_deciles":50,"observed_calls_of_rate":5,"calls_of_name_per_day":2000,
            "calls_of_kind_per_day":20000,"names_of_kind_per_day":200,"final_after_hours":192,"interval_hours":1,"raw_days":90,"deletion_days":97,"names_version":"*"}
            """.ReplaceLineEndings(""),
            Versionless(answer.Json["limits"]!).ToJsonString());
        var rules = answer.Json["rules"]!.AsArray().Select(rule => $"{rule!["id"]}: {rule["text"]}").ToList();
        Assert.Equal(
            ["listed-names", "threshold", "complementary-suppression", "pairs", "rounding", "clamping", "batching", "windows", "retention"],
            rules.Select(rule => rule.Split(':')[0])
        );
        Assert.Contains(rules, rule =>
            rule.StartsWith(
                "threshold: A figure is published when 10 or more distinct tokens in its window are behind it.",
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public async Task Privacy_EachFieldThatAReportMayHold_IsListedWithItsPurpose()
    {
        var fields = (await fixture.Server.SendAsync("GET", "/v1/api/privacy")).Json["fields"]!.AsArray();
        Assert.All(fields, field =>
            Assert.All(["name", "form", "purpose", "kept"], member => Assert.NotEqual("", (string?)field![member]))
        );
        Assert.Equal(
            [
                "snapshot schema",
                "snapshot submission_token",
                "snapshot generated",
                "snapshot total_events",
                "snapshot tools",
                "snapshot edit_without_read",
                "snapshot edit_without_read_count",
                "snapshot model",
                "snapshot client",
                "snapshot skills",
                "snapshot mcp_servers",
                "snapshot installed_plugins",
                "day-cell schema",
                "day-cell submission_token",
                "day-cell client",
                "day-cell client_version",
                "day-cell days",
                "day-cell days.day",
                "day-cell days.revision",
                "day-cell days.tools",
                "day-cell days.skills",
                "day-cell days.mcp_servers",
                "day-cell days.plugins",
                "day-cell days.models",
                "day-cell days.edit_without_read",
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
        Assert.Contains(
            $"<p>Version {terms.Json["consent_version"]}. The limits are those that ToolTime ships.</p>",
            page.Text,
            StringComparison.Ordinal
        );
        Assert.All(terms.Json["rules"]!.AsArray(), rule =>
            Assert.Contains(System.Net.WebUtility.HtmlEncode((string)rule!["text"]!), page.Text, StringComparison.Ordinal)
        );
        var text = Regex.Replace(page.Text.Split("<article")[1].Split("</article>")[0], "<[^>]*>", "");
        Assert.InRange(text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length, 300, 900);
    }

    private static JsonNode Versionless(JsonNode limits)
    {
        Assert.Matches(@"\A20\d\d-\d\d-\d\d\z", (string?)limits["names_version"]);
        limits["names_version"] = "*";
        return limits;
    }
}
