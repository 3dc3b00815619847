using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ToolTime.Api.Tables;
using ToolTime.Calendar;
using ToolTime.DataSet;
using ToolTime.Publication;

namespace ToolTime.Api.DataSet;

/// <summary>A file of the data set: one final period in one format.</summary>
/// <param name="Period">The query for the period.</param>
/// <param name="IsCsv">True for CSV, false for JSON.</param>
internal sealed partial record DataSetFile(StatsQuery Period, bool IsCsv)
{
    /// <summary>The file name: <c>2026-W47.csv</c>, or for four weeks <c>4w-2026-W45.json</c>.</summary>
    public string Name => $"{(Period.Window == StatsWindowKind.Week ? "" : "4w-")}{Period.Week}.{(IsCsv ? "csv" : "json")}";

    public string Path => $"{DataSetEndpoints.Path}/{Name}";

    public string MediaType => IsCsv ? "text/csv" : "application/json";

    public static bool TryParse(string name, [NotNullWhen(true)] out DataSetFile? file)
    {
        file = null;
        if (
            NamePattern().Match(name) is not { Success: true } match
            || !IsoWeek.TryParse(match.Groups["week"].Value, null, out var week)
            || week.FirstDay < Epoch.Numbered(0).FirstDay
        )
        {
            return false;
        }

        var period = match.Groups["four"].Success ? StatsQuery.OfFourWeeks(week) : StatsQuery.OfWeek(week);
        file = new(period, IsCsv: match.Groups["form"].ValueSpan is "csv");
        return file.Name == name;
    }

    /// <summary>The file's content.</summary>
    /// <param name="json">The period's own JSON.</param>
    public byte[] ToBytes(byte[] json) => IsCsv ? ToCsv(JsonSerializer.Deserialize(json, DataSetJson.Default.DataSetPeriod)!) : json;

    /// <summary>The SHA-256 of the content, in lower-case hexadecimal.</summary>
    public static string HashOf(byte[] body) => Convert.ToHexStringLower(SHA256.HashData(body));

    // Every row contains the period, so that files can be concatenated.
    private static byte[] ToCsv(DataSetPeriod period)
    {
        var window = period.Window;
        var columns = DataSetJson
            .Default.DataSetRow.Properties.Where(column => column.IsRequired || period.Rows.Any(row => column.Get!(row) is not null))
            .ToList();
        var text = new StringBuilder();
        CsvLine.Append(text, ["window", "from", "to", .. columns.Select(column => column.Name)]);
        foreach (var row in period.Rows)
        {
            CsvLine.Append(text, [window.Name, window.From, window.To, .. columns.Select(column => column.Get!(row))]);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    [GeneratedRegex(@"^(?<four>4w-)?(?<week>\d{4}-W\d{2})\.(?<form>csv|json)\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
