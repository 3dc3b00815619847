using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ToolTime.Calendar;
using ToolTime.Maintenance;

namespace ToolTime.Silo.Demo;

/// <summary>
/// Simulates the community's weeks: people send reports through the server's own endpoint as the simulated clock advances, and maintenance
/// runs.
/// </summary>
internal sealed partial class DemoFilling(
    DemoRun run,
    IServer server,
    IGrainFactory grains,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<DemoFilling> logger
) : BackgroundService
{
    /// <summary>The number of people at the end; half of them are there from the start.</summary>
    private const int People = 300;

    private const int Senders = 16;

    private readonly DemoTelemetry _telemetry = new(run.FirstWeek);
    private readonly DemoReport _reports = new(run.FirstWeek, DemoRun.Weeks);
    private readonly DemoPerson[] _people = [.. Enumerable.Range(0, People).Select(number => new DemoPerson(number))];
    private int _sent;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);

        var begun = clock.GetTimestamp();
        // A proxy set in the environment cannot reach this process.
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = OwnAddress() };
        LogFilling(People, DemoRun.Weeks);
        for (var week = 0; week < DemoRun.Weeks; week++)
        {
            await PlayWeekAsync(client, IsoWeek.Containing(run.FirstWeek.FirstDay.AddDays(7 * week)), PresentIn(week), stoppingToken);
        }

        // One week that is over but not final, and the first days of the next, for the seven-day window.
        var after = run.LastWeek.Next;
        await PlayWeekAsync(client, after, People, stoppingToken);
        await SendTelemetryAsync(client, after.Next.FirstDay, 2, stoppingToken);
        await SendAsync(client, after.Next.FirstDay, 2, after.Next.FirstDay.AddDays(1), hour: 18, People, stoppingToken);
        await MaintainAsync(run.End);
        LogReady(client.BaseAddress!, _sent, clock.GetElapsedTime(begun).TotalSeconds);
    }

    private static int PresentIn(int week) => People / 2 + (People / 2 * (week + 1) / DemoRun.Weeks);

    private async Task PlayWeekAsync(HttpClient client, IsoWeek week, int present, CancellationToken cancellationToken)
    {
        await SendTelemetryAsync(client, week.FirstDay, 4, cancellationToken);
        await SendAsync(client, week.FirstDay, 3, week.FirstDay.AddDays(3), hour: 18, present, cancellationToken);
        await SendTelemetryAsync(client, week.FirstDay.AddDays(4), 3, cancellationToken);
        await SendAsync(client, week.FirstDay.AddDays(3), 4, week.FirstDay.AddDays(7), hour: 9, present, cancellationToken);
        await MaintainAsync(DemoRun.At(week.FirstDay.AddDays(7), 9, 30));
    }

    /// <summary>Sends the reports of everyone present on some days.</summary>
    private async Task SendAsync(
        HttpClient client,
        DateOnly firstDay,
        int days,
        DateOnly sentOn,
        int hour,
        int present,
        CancellationToken cancellationToken
    )
    {
        run.SetClock(DemoRun.At(sentOn, hour));
        DateOnly[] reported = [.. Enumerable.Range(0, days).Select(firstDay.AddDays)];
        var reports = _people.Take(present).SelectMany(person => person.Clients.Select(agent => (person, agent)));
        await Parallel.ForEachAsync(
            reports,
            new ParallelOptions { MaxDegreeOfParallelism = Senders, CancellationToken = cancellationToken },
            async (from, token) =>
            {
                if (_reports.Create(from.person, from.agent, reported) is { } report)
                {
                    using var body = new StringContent(report.ToJsonString(), Encoding.UTF8, "application/json");
                    using var answer = await client.PostAsync(new Uri("/v1/api/submit", UriKind.Relative), body, token);
                    answer.EnsureSuccessStatusCode();
                    Interlocked.Increment(ref _sent);
                }
            }
        );
    }

    /// <summary>Sends devices' telemetry of some days, at the hour of each event.</summary>
    private async Task SendTelemetryAsync(HttpClient client, DateOnly firstDay, int days, CancellationToken cancellationToken)
    {
        foreach (var day in Enumerable.Range(0, days).Select(firstDay.AddDays))
        {
            run.SetClock(DemoRun.At(day, hour: 15));
            var options = new ParallelOptions { MaxDegreeOfParallelism = Senders, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(_telemetry.Create(day), options, async (reported, token) =>
            {
                using var body = new StringContent(reported.Body.ToJsonString(), Encoding.UTF8, "application/json");
                using var answer = await client.PostAsync(new Uri($"/api/v1/telemetry/{reported.Kind}", UriKind.Relative), body, token);
                answer.EnsureSuccessStatusCode();
            });
        }
    }

    private async Task MaintainAsync(DateTimeOffset now)
    {
        run.SetClock(now);
        var maintenance = grains.GetGrain<IMaintenanceGrain>(0);
        await maintenance.LookNowAsync();
        while (await maintenance.RunStepAsync() is not (MaintenanceStep.Idle or MaintenanceStep.Failed))
        {
            // Each step is durable by itself.
        }
    }

    /// <summary>The server's own address; the loopback if it listens on all interfaces.</summary>
    private Uri OwnAddress()
    {
        var address = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return IPAddress.TryParse(address.Host, out var host) && (host.Equals(IPAddress.Any) || host.Equals(IPAddress.IPv6Any))
            ? new UriBuilder(address) { Host = "127.0.0.1" }.Uri
            : address;
    }

    [LoggerMessage(2601, LogLevel.Information, "Demo: {People} simulated people work for {Weeks} weeks; this takes a few seconds.")]
    private partial void LogFilling(int people, int weeks);

    [LoggerMessage(
        2602,
        LogLevel.Information,
        "Demo: ready on {Address} after {Reports} reports in {Seconds:0.0} s. Everything is deleted when the server stops."
    )]
    private partial void LogReady(Uri address, int reports, double seconds);
}
