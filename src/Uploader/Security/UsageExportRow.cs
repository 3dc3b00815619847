using System.Globalization;
using ToolTime.Api.Tables;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Uploader.Security;

/// <summary>The usage of a model on a day in a project.</summary>
/// <param name="Day">The day, in this machine's zone.</param>
/// <param name="Client">The client's name.</param>
/// <param name="Project">The project's name in the client's files.</param>
/// <param name="Model">The model.</param>
/// <param name="Input">Input tokens.</param>
/// <param name="Output">Output tokens.</param>
/// <param name="CacheWrite">Tokens written to a cache.</param>
/// <param name="CacheRead">Tokens read from a cache.</param>
/// <param name="CostUsd">Dollars, to a millionth; null if a model has no price.</param>
internal sealed record UsageExportRow(
    DateOnly Day, string Client, string Project, string Model, long Input, long Output, long CacheWrite, long CacheRead, decimal? CostUsd)
{
    public const string Head = "day,client,project,model,input,output,cache_write,cache_read,cost_usd";

    public static IReadOnlyList<UsageExportRow> From(ReportSource source) =>
        [.. source.Usage()
            .GroupBy(use => (use.Day, use.Session.Client, use.Session.Project, use.Model))
            .Select(group => new UsageExportRow(
                group.Key.Day, group.Key.Client, group.Key.Project, group.Key.Model,
                group.Sum(use => use.Cell.Tokens.Input), group.Sum(use => use.Cell.Tokens.Output),
                group.Sum(use => use.Cell.Tokens.CacheWrite), group.Sum(use => use.Cell.Tokens.CacheRead),
                group.Any(use => use.Cost is null) ? null : Math.Round(group.Sum(use => use.Cost!.Value), 6)))
            .OrderBy(row => row.Day).ThenBy(row => row.Client, StringComparer.Ordinal)
            .ThenBy(row => row.Project, StringComparer.Ordinal).ThenBy(row => row.Model, StringComparer.Ordinal)];

    public string ToCsv() => CsvLine.From(
        Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Client, Project, Model, Number(Input), Number(Output), Number(CacheWrite),
        Number(CacheRead), CostUsd?.ToString(CultureInfo.InvariantCulture) ?? "");

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);
}
