using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ToolTime.Api.DataSet;
using ToolTime.Calendar;
using ToolTime.DataSet;
using ToolTime.Publication;

namespace ToolTime.Api.Tests.DataSet;

/// <summary>The files' bytes, in both formats, for a week and for four, with every member set and with every nullable one null.</summary>
public sealed class DataSetFileTests
{
    // A file never changes: every later release writes the same bytes.
    [Theory]
    [InlineData("week", "csv", "dcf39266cd5a03c94f4f93880aaf51ee55b6b31a08fe8424d600b81285d56e2c")]
    [InlineData("week", "json", "c65a1da4473639031ec9f60fff90fda3a8d04fa69c7444184cb0b5172f021f94")]
    [InlineData("4w", "csv", "cc8c4527516af1d9dfeba6cdbe5c0dc03d98a138fc9e65b0015c675b973c369f")]
    [InlineData("4w", "json", "ccd5e3bdcc84d38abebd25f849199c9caae5bcd53175aea4919ca7dbc6729418")]
    public void ToBytes_EachForm_IsTheSameInEveryRelease(string window, string form, string hash)
    {
        var week = IsoWeek.Parse("2026-W45", null);
        var query = window == "week" ? StatsQuery.OfWeek(week) : StatsQuery.OfFourWeeks(week);
        var json = JsonSerializer.SerializeToUtf8Bytes(Period(window), DataSetJson.Default.DataSetPeriod);

        var body = new DataSetFile(query, IsCsv: form == "csv").ToBytes(json);

        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(body)));
    }

    [Fact]
    public void ToBytes_Csv_IsALineARow()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(Period("week"), DataSetJson.Default.DataSetPeriod);
        var lines = Encoding
            .UTF8.GetString(new DataSetFile(StatsQuery.OfWeek(IsoWeek.Parse("2026-W45", null)), IsCsv: true).ToBytes(json))
            .Split("\r\n");

        Assert.Equal(
            [
                "window,from,to,client,dimension,name,custom,unique_submitters,adoption,adoption_low,adoption_high,total_calls,observed_calls,total_errors,"
                    + "total_rejections,error_rate,error_rate_p25,error_rate_median,error_rate_p75,rejection_rate,avg_calls_per_submitter,calls_p10,calls_p25,"
                    + "calls_median,calls_p75,calls_p90",
                "week,2026-11-02,2026-11-29,codex,plugin,'@acme/x,true,1200,0.12,0.1,0.14,35000,34000,120,7,0.004,0,0.01,0.5,0.001,29,1,2,12.5,40,130",
                "week,2026-11-02,2026-11-29,,all,any_skill,false,10,,,,,,,,,,,,,,,,,,",
                "",
            ],
            lines
        );
    }

    /// <summary>Later additions come last, if a period has any of them.</summary>
    [Fact]
    public void ToBytes_APeriodWithDurations_NamesThem()
    {
        var period = Period("week");
        period = period with
        {
            Rows = [period.Rows[0] with { DurationP25Ms = 120, DurationMedianMs = 350, DurationP75Ms = 1_200 }, period.Rows[1]],
        };
        var json = JsonSerializer.SerializeToUtf8Bytes(period, DataSetJson.Default.DataSetPeriod);
        var lines = Encoding
            .UTF8.GetString(new DataSetFile(StatsQuery.OfWeek(IsoWeek.Parse("2026-W45", null)), IsCsv: true).ToBytes(json))
            .Split("\r\n");

        Assert.EndsWith(",calls_p90,duration_p25_ms,duration_median_ms,duration_p75_ms", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",130,120,350,1200", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"duration_p75_ms\":1200}", Encoding.UTF8.GetString(json), StringComparison.Ordinal);
    }

    private static DataSetPeriod Period(string window) =>
        new()
        {
            Form = 1,
            Window = new()
            {
                Name = window,
                From = new(2026, 11, 2),
                To = new(2026, 11, 29),
                Submitters = 10_000,
                Reports = 70_000,
                PublishedAt = new(2026, 12, 14, 0, 5, 7, TimeSpan.Zero),
                Final = true,
                MinimumSubmitters = 10,
                RulesVersion = 2,
                Simulated = false,
            },
            Rows =
            [
                Row("codex", "plugin", "@acme/x", custom: true) with
                {
                    UniqueSubmitters = 1_200,
                    Adoption = 0.12,
                    AdoptionLow = 0.1,
                    AdoptionHigh = 0.14,
                    TotalCalls = 35_000,
                    ObservedCalls = 34_000,
                    TotalErrors = 120,
                    TotalRejections = 7,
                    ErrorRate = 0.004,
                    ErrorRateP25 = 0,
                    ErrorRateMedian = 0.01,
                    ErrorRateP75 = 0.5,
                    RejectionRate = 0.001,
                    AvgCallsPerSubmitter = 29,
                    CallsP10 = 1,
                    CallsP25 = 2,
                    CallsMedian = 12.5,
                    CallsP75 = 40,
                    CallsP90 = 130,
                },
                Row(null, "all", "any_skill", custom: false),
            ],
        };

    private static DataSetRow Row(string? client, string dimension, string name, bool custom) =>
        new()
        {
            Client = client,
            Dimension = dimension,
            Name = name,
            Custom = custom,
            UniqueSubmitters = 10,
            Adoption = null,
            AdoptionLow = null,
            AdoptionHigh = null,
            TotalCalls = null,
            ObservedCalls = null,
            TotalErrors = null,
            TotalRejections = null,
            ErrorRate = null,
            ErrorRateP25 = null,
            ErrorRateMedian = null,
            ErrorRateP75 = null,
            RejectionRate = null,
            AvgCallsPerSubmitter = null,
            CallsP10 = null,
            CallsP25 = null,
            CallsMedian = null,
            CallsP75 = null,
            CallsP90 = null,
        };
}
