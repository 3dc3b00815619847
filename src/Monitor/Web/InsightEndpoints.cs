using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ToolTime.Monitor.Insights.Reports;

namespace ToolTime.Monitor.Web;

/// <summary>What the page Insights shows.</summary>
internal static class InsightEndpoints
{
    private const int UsualDays = 30;
    private const int MostDays = 366;

    public static void Map(Routes routes, InsightWatch insights) => routes.Get("/api/insights", context => AnswerAsync(context, insights));

    private static async Task AnswerAsync(HttpContext context, InsightWatch insights)
    {
        var query = context.Request.Query;
        var days = UsualDays;
        if (query["days"].FirstOrDefault() is { Length: > 0 } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out days) || days is < 1 or > MostDays))
        {
            await Problems.WriteAsync(context, StatusCodes.Status400BadRequest, "The query is not valid.", ["days"]);
            return;
        }

        var project = query["project"].FirstOrDefault() is { Length: > 0 } name ? name : null;
        var document = await insights.ReadAsync(days, project, context.RequestAborted);
        await Answers.JsonAsync(context, JsonSerializer.SerializeToUtf8Bytes(document, InsightJson.Default.InsightDocument));
    }
}
