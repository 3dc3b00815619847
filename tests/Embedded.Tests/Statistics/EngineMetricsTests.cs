using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using ToolTime.Embedded.Tests.Grains;

namespace ToolTime.Embedded.Tests.Statistics;

public sealed class EngineMetricsTests : IDisposable
{
    private readonly string _key = $"metrics-{Guid.NewGuid():N}";
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<string> _heard = new();

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task CallDuration_OfCallsThatEnded_IsTheirRunWithoutTheirWait()
    {
        await using var engine = await StartAsync();
        var grain = engine.Grains.GetGrain<IProbeGrain>(_key);
        var running = grain.HoldThenTouch("door", $"{_key}-other");
        await Probe.Of(_key).WhenAsync("held");
        var waiting = grain.Touch();

        Assert.Equal(["tooltime.grain.waiting probe 1"], Observe().Where(line => line.StartsWith("tooltime.grain.waiting probe", StringComparison.Ordinal)));

        engine.Clock.Advance(TimeSpan.FromSeconds(3));
        Probe.Of(_key).Open("door");
        await running;
        await waiting;
        Assert.Equal(
            ["tooltime.grain.call.duration probe 0", "tooltime.grain.call.duration probe 0", "tooltime.grain.call.duration probe 3"],
            _heard.Where(line => line.StartsWith("tooltime.grain.call.duration", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("tooltime.grain.activations probe 2", Observe());
    }

    [Fact]
    public async Task CallTimeouts_WhenACallerWaitedLongEnough_CountsIt()
    {
        await using var engine = await StartAsync();
        var held = engine.Grains.GetGrain<IProbeGrain>(_key).HoldThenTouch("door", $"{_key}-other");
        await Probe.Of(_key).WhenAsync("held");
        engine.Clock.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<TimeoutException>(() => held);
        Assert.Contains("tooltime.grain.call.timeouts probe 1", _heard);
        Probe.Of(_key).Open("door");
    }

    [Fact]
    public async Task ReminderLateness_OfATickThatCameLate_IsTheTimeSinceItWasDue()
    {
        await using var engine = await StartAsync();
        await engine.Grains.GetGrain<IRemindedGrain>(_key).Register(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10));
        var next = (ManualClock.Origin + TimeSpan.FromMinutes(2)).ToUnixTimeSeconds();
        Assert.Contains($"tooltime.reminder.next_tick.timestamp reminded {next}", Observe());

        engine.Clock.Advance(TimeSpan.FromMinutes(5));
        await Probe.Of(_key).WhenAsync("tick");
        Assert.Contains("tooltime.reminder.lateness reminded 180", _heard);
        Assert.DoesNotContain(_heard, line => line.Contains(_key, StringComparison.Ordinal));
    }

    private async Task<TestEngine> StartAsync()
    {
        var engine = await TestEngine.StartAsync();

        // Other tests' engines measure in this process too.
        var meter = engine.Services.GetRequiredService<EngineMetrics>().Meter;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == meter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.Start();
        return engine;
    }

    private void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _heard.Enqueue($"{instrument.Name} {tags[0].Value} {value}");

    /// <summary>What the gauges tell now.</summary>
    private List<string> Observe()
    {
        _heard.Clear();
        _listener.RecordObservableInstruments();
        return [.. _heard];
    }
}
