using System.Text.Json;

namespace ToolTime.LoadBench;

/// <summary>
/// The least that such a server can do: read the body, parse it once, write one row for it in a group commit, and answer after the commit.
/// A key that comes again replaces its row. No limits, no aggregates, no duplicates.
/// </summary>
internal static class Baseline
{
    public static async Task RunAsync(string storage, string where)
    {
        await using IRowWriter writer = storage == "sqlite" ? new SqliteRowWriter(where) : await PostgresRowWriter.OpenAsync(where);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        await using var app = builder.Build();
        app.MapPost("/v1/api/submit", (HttpContext context) => TakeAsync(context, parsed => parsed));

        // An event of telemetry is stored under its device and a number: each is a row.
        var number = 0;
        app.MapPost("/api/v1/telemetry/{kind}", (HttpContext context) =>
            TakeAsync(context, device => $"{device}{Interlocked.Increment(ref number)}"));
        await app.RunAsync();

        async Task TakeAsync(HttpContext context, Func<string, string> keyOf)
        {
            var body = new byte[(int)context.Request.ContentLength!.Value];
            await context.Request.Body.ReadExactlyAsync(body);
            await writer.WriteAsync(keyOf(Parse(body)), body);
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = 15;
            await context.Response.Body.WriteAsync("{\"status\":\"ok\"}"u8.ToArray());
        }
    }

    /// <summary>A constant answer, with the headers that stats have.</summary>
    public static async Task RunConstantAsync(string file, string etag)
    {
        var body = await File.ReadAllBytesAsync(file);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        await using var app = builder.Build();
        app.MapGet("/v1/api/stats", (HttpContext context) =>
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = body.Length;
            context.Response.Headers.ETag = etag;
            context.Response.Headers.CacheControl = "public, max-age=300, stale-while-revalidate=300";
            return context.Response.Body.WriteAsync(body).AsTask();
        });
        await app.RunAsync();
    }

    /// <summary>Reads every token of the body and returns the one that the row is stored under.</summary>
    private static string Parse(byte[] body)
    {
        var reader = new Utf8JsonReader(body);
        var token = "";
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName
                && (reader.ValueTextEquals("submission_token"u8) || reader.ValueTextEquals("device_id"u8)))
            {
                reader.Read();
                token = reader.GetString()!;
            }
        }

        return token;
    }
}
