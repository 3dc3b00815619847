using System.Text.Json;
using ToolTime.Publication;

namespace ToolTime.Grains.Interfaces.Tests.Publication;

public sealed class StatsDocumentTests
{
    private const string Full =
        """
        {"window":{"name":"week","from":"2026-11-16","to":"2026-11-22","published_at":"2026-11-26T00:15:00+00:00","minimum_submitters":10,"minimum_for_values":50,"minimum_for_deciles":100,"largest_margin":9,"submitter_step":5,"sum_digits":2,"call_digits":2,"rate_digits":2,"simulated":false},
        "overview":{"total_submissions":700,"unique_submitters":100,"earliest":"2026-11-16","latest":"2026-11-22"},
        "tools":[{"tool_name":"Bash","unique_submitters":90,"adoption":0.9,"total_calls":1000,"total_errors":50,"total_rejections":5,"observed_calls":900,
        "error_rate":0.0556,"error_rate_median":0.04,"rejection_rate":0.0056,"avg_calls_per_submitter":11.11,"calls_median":9,"calls_p25":4,"calls_p75":15,"calls_p10":1,"calls_p90":30},
        {"tool_name":"custom","custom":true,"unique_submitters":12,"adoption":0.12,"total_calls":null,"total_errors":null,"total_rejections":null,"observed_calls":null,
        "error_rate":null,"error_rate_median":null,"rejection_rate":null,"avg_calls_per_submitter":null,"calls_median":null,"calls_p25":null,"calls_p75":null,"calls_p10":null,"calls_p90":null}],
        "models":[{"model":"opus","count":60,"percentage":60},{"model":"custom","custom":true,"count":20,"percentage":20}],
        "clients":[{"client":"codex","count":30,"percentage":30}],
        "dimensions":{"skills":[{"name":"review","unique_submitters":55,"total_calls":110,"avg_calls_per_submitter":2,"calls_median":2},
        {"name":"custom","custom":true,"unique_submitters":11,"total_calls":null,"avg_calls_per_submitter":null,"calls_median":null}],
        "mcp_servers":[{"name":"github","unique_submitters":50,"total_calls":500,"avg_calls_per_submitter":10,"calls_median":8,"total_errors":5,"error_rate":0.01,"error_rate_median":0},
        {"name":"custom","custom":true,"unique_submitters":10,"total_calls":null,"avg_calls_per_submitter":null,"calls_median":null,"total_errors":null,"error_rate":null,"error_rate_median":null}],
        "plugins":[{"plugin_name":"owner/name","install_count":40},{"plugin_name":"custom","custom":true,"install_count":10}]},
        "habits":{"edit_without_read_median":1.5}}
        """;

    private const string Empty =
        """
        {"window":{"name":"week","from":null,"to":null,"published_at":null,"minimum_submitters":10,"minimum_for_values":50,"simulated":true},
        "overview":{"total_submissions":null,"unique_submitters":null,"earliest":null,"latest":null},
        "tools":[],"models":[],"clients":[],"dimensions":{"skills":[],"mcp_servers":[],"plugins":[]},"habits":{"edit_without_read_median":null}}
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
    public void Serialize_AnEmptyDocument_WritesMembersInDocumentedOrder()
    {
        var document = JsonSerializer.Deserialize(Empty, StatsJson.Default.StatsDocument)!;
        Assert.Equal(Empty.ReplaceLineEndings(""), JsonSerializer.Serialize(document, StatsJson.Default.StatsDocument));
    }

    [Fact]
    public void Week_NameOfTheWindow_IsPartOfTheWire() => Assert.Equal("week", ISummaryGrain.Week);
}
