using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ToolTime.Monitor.Insights.Reports;

namespace ToolTime.Monitor.Web;

/// <summary>Serves the page Insights.</summary>
internal static class InsightEndpoints
{
    private const int UsualDays = 30;
    private const int MostDays = 366;

    private static readonly string[] Members = ["days", "project"];

    public static void Map(Routes routes, ServeHost host, InsightWatch insights) =>
        routes.Get("/api/insights", context => AnswerAsync(context, host, insights));

    private static async Task AnswerAsync(HttpContext context, ServeHost host, InsightWatch insights)
    {
        var query = context.Request.Query;
        var faults = Query.Faults(query, Members);
        var days = Query.Days(query, UsualDays, MostDays, faults);
        if (faults.Count > 0)
        {
            await ProblemAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, "The query is not valid.", faults);
            return;
        }

        if (!host.Collector.Ready.IsCompleted)
        {
            await ProblemAnswer.NotReadyAsync(context);
            return;
        }

        var document = await insights.ReadAsync(days, Query.Text(query, "project"), context.RequestAborted);
        await Answers.JsonAsync(context, JsonSerializer.SerializeToUtf8Bytes(document, InsightJson.Default.InsightDocument));
    }
}
