using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Monitor.Web;

/// <summary>Usage, from the same index as reports.</summary>
internal static class HistoryEndpoints
{
    public static void Map(Routes routes, ServeHost host) => routes.Get("/api/usage/history", context => AnswerAsync(context, host));

    private static Task AnswerAsync(HttpContext context, ServeHost host)
    {
        var options = host.Options.Monitor;
        var today = LocalDay.At(options.Now(), options.Zone);
        var history = History.Read(context.Request.Query, today, options.Zone, out var faults);
        if (faults.Count > 0)
        {
            return ProblemAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, "The query is not valid.", faults);
        }

        if (!host.Collector.Ready.IsCompleted)
        {
            return ProblemAnswer.NotReadyAsync(context);
        }

        return Answers.JsonAsync(
            context,
            history.By is "tool"
                ? JsonSerializer.SerializeToUtf8Bytes(
                    Answer(history, options.Zone, host.Collector.Query((index, _) => history.Tools(index, options))),
                    WebJson.Default.HistoryAnswerNameRow
                )
                : JsonSerializer.SerializeToUtf8Bytes(
                    Answer(history, options.Zone, host.Collector.Query((index, _) => history.Usage(index, options))),
                    WebJson.Default.HistoryAnswerUsageRow
                )
        );
    }

    private static HistoryAnswer<TRow> Answer<TRow>(History history, TimeZoneInfo zone, IReadOnlyList<TRow> rows) => new()
    {
        By = history.By,
        From = history.From,
        To = history.To,
        Timezone = zone.Id,
        Rows = rows,
    };
}
