using System.Text.Json;
using ToolTime.Publication;

namespace ToolTime.Grains.Interfaces.Tests.Publication;

public sealed class StatsDocumentTests
{
    private const string Full =
        """
        {"window":{"name":"week","from":"2026-11-16","to":"2026-11-22","submitters":103,"reports":700,"published_at":"2026-11-26T00:15:00+00:00","final":true,"minimum_submitters":10,"rules_version":2,"simulated":false},
        "overview":{"total_submissions":700,"unique_submitters":103,"earliest":"2026-11-16","latest":"2026-11-22"},
        "tools":[{"tool_name":"Bash","unique_submitters":91,"adoption":0.88,"adoption_low":0.81,"adoption_high":0.93,"total_calls":1000,"total_errors":50,"total_rejections":5,"observed_calls":900,
        "error_rate":0.056,"error_rate_median":0.04,"error_rate_p25":0.01,"error_rate_p75":0.091,"rejection_rate":0.006,"avg_calls_per_submitter":11,"calls_median":9,"calls_p25":4,"calls_p75":15,"calls_p10":1,"calls_p90":30,"duration_p25_ms":120,"duration_median_ms":350,"duration_p75_ms":1200},
        {"tool_name":"custom","custom":true,"unique_submitters":12,"adoption":0.12,"adoption_low":0.07,"adoption_high":0.19,"total_calls":null,"total_errors":null,"total_rejections":null,"observed_calls":null,
        "error_rate":null,"error_rate_median":null,"error_rate_p25":null,"error_rate_p75":null,"rejection_rate":null,"avg_calls_per_submitter":null,"calls_median":3,"calls_p25":null,"calls_p75":null,"calls_p10":null,"calls_p90":null,"duration_p25_ms":null,"duration_median_ms":null,"duration_p75_ms":null}],
        "models":[{"model":"opus","count":60,"percentage":58,"adoption":0.5,"adoption_low":0.4,"adoption_high":0.6},{"model":"custom","custom":true,"count":20,"percentage":19,"adoption":0.5,"adoption_low":0.4,"adoption_high":0.6}],
        "clients":[{"client":"codex","count":30,"percentage":29,"adoption":0.5,"adoption_low":0.4,"adoption_high":0.6}],
        "dimensions":{"skills":[{"name":"review","unique_submitters":55,"adoption":0.53,"adoption_low":0.44,"adoption_high":0.63,"total_calls":110,"avg_calls_per_submitter":2,"calls_median":2,"calls_p25":1,"calls_p75":4,"typed_rate":0.25}],
        "mcp_servers":[{"name":"github","unique_submitters":50,"adoption":0.49,"adoption_low":0.39,"adoption_high":0.58,"total_calls":500,"observed_calls":400,"avg_calls_per_submitter":10,"calls_median":8,"calls_p25":4,"calls_p75":12,
        "total_errors":5,"error_rate":0.01,"error_rate_median":0,"error_rate_p25":0,"error_rate_p75":0.02,"duration_p25_ms":null,"duration_median_ms":90,"duration_p75_ms":null}],
        "plugins":[{"plugin_name":"owner/name","install_count":40,"adoption":0.5,"adoption_low":0.4,"adoption_high":0.6},{"plugin_name":"custom","custom":true,"install_count":10,"adoption":0.5,"adoption_low":0.4,"adoption_high":0.6}]},
        "habits":{"edit_without_read_median":1},
        "any":{"mcp_server":{"unique_submitters":50,"adoption":0.49,"adoption_low":0.39,"adoption_high":0.58},"skill":null,"plugin":null,"unlisted":null}}
        """;

    private const string Empty =
        """
        {"window":{"name":"week","from":null,"to":null,"submitters":null,"reports":null,"published_at":null,"minimum_submitters":10,"simulated":true},
        "overview":{"total_submissions":null,"unique_submitters":null,"earliest":null,"latest":null},
        "tools":[],"models":[],"clients":[],"dimensions":{"skills":[],"mcp_servers":[],"plugins":[]},"habits":{"edit_without_read_median":null},"any":null}
        """;

    /// <summary>A week published before the rules had a version.</summary>
    private const string OfEarlierRules =
        """
        {"window":{"name":"week","from":"2026-11-09","to":"2026-11-15","published_at":"2026-11-19T00:15:00+00:00","minimum_submitters":10,"minimum_for_values":50,"largest_margin":48,"simulated":false},
        "overview":{"total_submissions":100,"unique_submitters":60,"earliest":"2026-11-09","latest":"2026-11-15"},
        "tools":[{"tool_name":"Bash","unique_submitters":55,"adoption":0.9,"total_calls":1000,"total_errors":50,"total_rejections":5,"observed_calls":900,
        "error_rate":0.06,"error_rate_median":0.04,"rejection_rate":0.01,"avg_calls_per_submitter":11,"calls_median":9,"calls_p25":4,"calls_p75":15,"calls_p10":null,"calls_p90":null,"as_of":"2026-11-15"}],
        "models":[{"model":"opus","count":55,"percentage":92}],"clients":[{"client":"codex","count":55,"percentage":92}],
        "dimensions":{"skills":[{"name":"review","unique_submitters":55,"total_calls":110,"avg_calls_per_submitter":2,"calls_median":2}],
        "mcp_servers":[{"name":"github","unique_submitters":50,"total_calls":500,"avg_calls_per_submitter":10,"calls_median":8,"total_errors":5,"error_rate":0.01,"error_rate_median":0}],
        "plugins":[{"plugin_name":"owner/name","install_count":50}]},
        "habits":{"edit_without_read_median":1.5}}
        """;

    [Theory]
    [InlineData(Full)]
    [InlineData(Empty)]
    public void Serialize_WhatWasRead_HasTheSameNamesAndValues(string json)
    {
        var document = JsonSerializer.Deserialize(json, StatsJson.Default.StatsDocument)!;
        using var expected = JsonDocument.Parse(json);
        using var actual = JsonDocument.Parse(JsonSerializer.Serialize(document, StatsJson.Default.StatsDocument));
        Assert.True(JsonElement.DeepEquals(expected.RootElement, actual.RootElement), actual.RootElement.GetRawText());
    }

    [Fact]
    public void Deserialize_AWeekOfEarlierRules_HasItsFigures()
    {
        var document = JsonSerializer.Deserialize(OfEarlierRules, StatsJson.Default.StatsDocument)!;
        Assert.Null(document.Window.RulesVersion);
        Assert.Equal((55, 1000, null), (document.Tools[0].UniqueSubmitters, document.Tools[0].TotalCalls, document.Tools[0].AdoptionLow));
    }

    [Fact]
    public void Serialize_AnEmptyDocument_WritesMembersInDocumentedOrder()
    {
        var document = JsonSerializer.Deserialize(Empty, StatsJson.Default.StatsDocument)!;
        Assert.Equal(Empty.ReplaceLineEndings(""), JsonSerializer.Serialize(document, StatsJson.Default.StatsDocument));
    }
}
