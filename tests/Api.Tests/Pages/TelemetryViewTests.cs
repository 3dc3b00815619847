using System.Text.Json;
using ToolTime.Api.Pages;
using ToolTime.Telemetry;

namespace ToolTime.Api.Tests.Pages;

/// <summary>The curves of a program's versions.</summary>
public sealed class TelemetryViewTests
{
    [Fact]
    public void Curves_OfAVersionThatTooFewHaveNow_HaveAPeakAndABound()
    {
        var view = ViewOf(
            """
            {"period":"2026-11-26","devices":null,"versions":[]},
            {"period":"2026-11-27","devices":50,"versions":[{"name":"1.0","devices":43}]},
            {"period":"2026-11-28","devices":90,"versions":[{"name":"1.1","devices":81}]}
            """
        );

        Assert.Equal([null, 0.18, 0.1], view.Bounds);
        Assert.Equal(
            ["1.1 0.9: , , 0.9", "1.0 0.86: , 0.86, "],
            view.Curves().Select(curve => $"{curve.Version} {curve.Peak}: {string.Join(", ", curve.Shares)}")
        );
    }

    private static TelemetryView ViewOf(string series)
    {
        var document = JsonSerializer.Deserialize(
            $$$"""
            {"app":"cli","window":{"name":"day","period":"2026-11-28","from":"2026-11-28","to":"2026-11-28","final":false,"computed_at":null,
             "minimum_devices":10,"rules_version":1,"simulated":false},
             "tasks":{"iterations":{},"duration_ms":{},"tokens":{},"cost_usd":{}},"shares":{},
             "versions":[],"systems":[],"runtimes":[],"brands":[],"containers":[],"launch_sources":[],"providers":[],"models":[],
             "cost_sources":[],"error_kinds":[],"series":[{{{series}}}]}
            """,
            TelemetryJson.Default.TelemetryDocument
        )!;
        return new(document, TelemetryWindowKind.Day, TelemetryPeriod.Parse("day:2026-11-28"), IsRunning: true);
    }
}
