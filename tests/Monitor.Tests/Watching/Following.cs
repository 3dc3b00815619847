using ToolTime.Monitor.Events;
using ToolTime.Monitor.Watching;

namespace ToolTime.Monitor.Tests.Watching;

/// <summary>A running collector, and the events that it publishes.</summary>
internal sealed class Following : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly HeldIndex _held;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Frame> _frames = [];
    private readonly List<Frame> _taken = [];
    private readonly Task _running;
    private long _after;

    private Following(Folders folders, TimeProvider? time, bool isPolled, bool hasSentiment, EventJournal? journal)
    {
        Hub = new EventHub(journal);
        _held = HeldIndex.Open(folders.Home);
        Collector = new UsageCollector(folders.Options(time, isPolled) with { HasSentiment = hasSentiment }, Hub, _held.Index, journal);
        _running = Task.Run(() => Collector.RunAsync(_stop.Token));
    }

    public EventHub Hub { get; }

    public UsageCollector Collector { get; }

    /// <summary>Starts it, and waits until what is there has been read.</summary>
    public static async Task<Following> BeginAsync(
        Folders folders,
        TimeProvider? time = null,
        bool isPolled = false,
        bool hasSentiment = false,
        EventJournal? journal = null
    )
    {
        var following = new Following(folders, time, isPolled, hasSentiment, journal);
        await following.Collector.Ready.WaitAsync(Limit, TestContext.Current.CancellationToken);
        return following;
    }

    /// <summary>
    /// Waits until <paramref name="count"/> responses were published, and returns their identifiers with each one's output.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, long>> ResponsesAsync(int count)
    {
        while (true)
        {
            var more = Hub.More;
            Hub.Take(EventFilter.All, ref _after, _taken, EventHub.Remembered);
            _frames.AddRange(_taken);
            var output = Output();
            if (output.Count >= count)
            {
                return output;
            }

            await more.WaitAsync(Limit, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until <paramref name="count"/> events of a type were published, and returns how many there are.</summary>
    public async Task<int> FramesAsync(string type, int count)
    {
        while (true)
        {
            var more = Hub.More;
            Hub.Take(EventFilter.All, ref _after, _taken, EventHub.Remembered);
            _frames.AddRange(_taken);
            var found = _frames.Count(frame => frame.Type == type);
            if (found >= count)
            {
                return found;
            }

            await more.WaitAsync(Limit, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Everything published so far.</summary>
    public IReadOnlyList<string> Frames() => [.. _frames.Select(frame => System.Text.Encoding.UTF8.GetString(frame.Json.Span))];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(Limit, CancellationToken.None);
        Collector.Dispose();
        _held.Dispose();
        _stop.Dispose();
    }

    private Dictionary<string, long> Output()
    {
        var output = new Dictionary<string, long>();
        foreach (var frame in _frames.Where(frame => frame.Type is nameof(NewMessage)))
        {
            using var json = System.Text.Json.JsonDocument.Parse(frame.Json);
            var entry = json.RootElement.GetProperty("entry");
            var response = entry.GetProperty("response").GetString()!;
            output[response] = output.GetValueOrDefault(response) + entry.GetProperty("tokens").GetProperty("output").GetInt64();
        }

        return output;
    }
}
