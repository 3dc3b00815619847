using ToolTime.TestServer;

namespace ToolTime.Api.Tests.Publication;

/// <summary>A server on which week 47, with three reports, was published at its end, a quarter of an hour ago.</summary>
public sealed class PublishedWeekFixture : IAsyncLifetime
{
    /// <summary>Monday of week 48.</summary>
    private static readonly DateTimeOffset Due = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    public InProcessServer Server { get; private set; } = null!;

    /// <summary>The answer served before, with its entity tag.</summary>
    internal Answer Before { get; private set; } = null!;

    /// <summary>The answer of the maintenance that did not publish yet.</summary>
    public string Early { get; private set; } = "";

    /// <summary>The answer of the maintenance that published.</summary>
    public string OnTime { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Server = await InProcessServer.StartAsync(Report.Now);
        Before = await Server.SendAsync("GET", Endpoints.Stats + "?window=week");
        (await Server.SubmitAsync(Report.DayCells(("2026-11-20", 1)))).AssertTaken();

        Server.SetClock(Due.AddSeconds(-1));
        Early = (await Server.RunMaintenanceAsync()).ToJsonString();
        (await Server.SubmitAsync(Report.DayCells(("2026-11-22", 1)))).AssertTaken();
        (await Server.SubmitAsync(Report.Snapshot().With("/generated", "\"2026-11-22T22:59:59Z\""))).AssertTaken();

        Server.SetClock(Due);
        OnTime = (await Server.RunMaintenanceAsync()).ToJsonString();
        Server.SetClock(Due.AddMinutes(15));
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
