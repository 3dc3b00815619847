using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ToolTime.Monitor.Overview;
using ToolTime.Recording.Platform;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Monitor.Web;

/// <summary>The process's status, the active sessions, and the endpoint that stops it.</summary>
internal static class StatusEndpoints
{
    public static void Map(Routes routes, ServeHost host)
    {
        routes.Get("/api/status", context =>
            Answers.JsonAsync(context, JsonSerializer.SerializeToUtf8Bytes(Status(host), WebJson.Default.ServeStatus))
        );
        routes.Get("/metrics", context =>
            Answers.BytesAsync(context, Metrics.ContentType, Encoding.UTF8.GetBytes(Metrics.Write(host.Totals, Status(host))))
        );
        routes.Get("/api/overview", context => OverviewAsync(context, host));
        routes.Post("/api/stop", async context =>
        {
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            await context.Response.CompleteAsync();
            host.Stop();
        });
    }

    private static Task OverviewAsync(HttpContext context, ServeHost host)
    {
        if (!host.Collector.Status.IsReady || !host.Collector.Ready.IsCompleted)
        {
            return ProblemAnswer.NotReadyAsync(context);
        }

        var project = Query.Text(context.Request.Query, "project");
        var snapshot = host.Collector.Query((_, sessions) => host.Collector.Overview.Snapshot(sessions.All, project));
        return Answers.JsonAsync(context, JsonSerializer.SerializeToUtf8Bytes(snapshot, OverviewJson.Default.LiveSnapshot));
    }

    private static ServeStatus Status(ServeHost host)
    {
        using var process = Process.GetCurrentProcess();
        return new ServeStatus
        {
            Version = host.Options.Version,
            Pid = Environment.ProcessId,
            Port = host.Port,
            OtlpPort = host.OtlpPort,
            Otlp = host.Intake,
            StartedAt = host.StartedAt.ToUnixTimeSeconds(),
            Collector = host.Collector.Status,
            Folders =
            [
                .. host.Collector.Watchers.Select(watcher => new WatchedFolder(
                    watcher.Root,
                    Directory.Exists(watcher.Root),
                    watcher.IsPolled
                )),
            ],
            // While everything is read for the first time nothing is active yet, and no request waits for that to end.
            Sessions = host.Collector.Ready.IsCompleted ? host.Collector.Query((_, sessions) => sessions.All.Count) : 0,
            LastSeq = host.Hub.LastSeq,
            Subscribers = host.Sockets.Open,
            SubscribersCut = host.Sockets.Cut,
            ResidentBytes = process.WorkingSet64,
            ManagedBytes = GC.GetTotalMemory(forceFullCollection: false),
            CpuSeconds = process.TotalProcessorTime.TotalSeconds,
            IndexBytes = FileSizes.Sum(host.Options.Monitor.Home.UsageIndex),
            PricesAsOf = PriceTable.AsOf,
        };
    }
}
