using System.Threading.Channels;
using ToolTime.Monitor.Security.Settings;
using ToolTime.Recording.Home;

namespace ToolTime.Monitor.Security.Alerts;

/// <summary>
/// Sends what one channel takes, one alert after the other and beside the other channels, so that one that fails or hangs holds up nothing
/// else.
/// </summary>
internal sealed class ChannelWorker
{
    private const int MostWaiting = 64;
    private const int MostTries = 4;

    private static readonly TimeSpan MaxTry = TimeSpan.FromSeconds(5);

    private readonly AlertChannelSettings _settings;
    private readonly IAlertChannel? _channel;
    private readonly ToolTimeHome _home;
    private readonly TimeProvider _time;
    private readonly Channel<QueuedAlert> _waiting = Channel.CreateBounded<QueuedAlert>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest }
    );

    private readonly Task _work;
    private int _pending;

    public ChannelWorker(AlertChannelSettings settings, ToolTimeHome home, TimeProvider time, CancellationToken stop)
    {
        (_settings, _home, _time) = (settings, home, time);
        _channel = AlertChannels.Create(settings);
        _work = Work(stop);
    }

    /// <summary>Whether an alert is on its way.</summary>
    public bool IsBusy => Volatile.Read(ref _pending) > 0;

    /// <summary>Has the alert sent, if it is severe enough for this channel.</summary>
    public void Add(QueuedAlert alert)
    {
        if (
            SeverityName.Parse(alert.Alert.Severity) >= SeverityName.Parse(_settings.From)
            && _waiting.Reader.Count < MostWaiting
        )
        {
            Interlocked.Increment(ref _pending);
            _waiting.Writer.TryWrite(alert);
        }
    }

    /// <summary>Ends when what was added is sent.</summary>
    public Task Finish()
    {
        _waiting.Writer.TryComplete();
        return _work;
    }

    /// <summary>Sends an alert, three times again where that may do better.</summary>
    public static async Task<SentAlert> Send(
        IAlertChannel? channel,
        AlertChannelSettings settings,
        QueuedAlert alert,
        TimeProvider time,
        CancellationToken stop
    )
    {
        var answer = new ChannelAnswer(false, AlertChannels.FaultOf(settings) ?? "");
        var tries = 0;
        while (channel is not null && tries < MostTries)
        {
            if (tries > 0)
            {
                await Task.Delay(TimeSpan.FromSeconds(1 << (tries - 1)), time, stop);
            }

            tries++;
            answer = await Try(channel, alert, time, stop);
            if (answer.IsSent || !answer.MayTryAgain)
            {
                break;
            }
        }

        var sent = alert.Alert;
        return new SentAlert(
            time.GetUtcNow(),
            settings.Kind,
            sent.Rule,
            sent.Severity,
            sent.Session,
            sent.Count,
            answer.IsSent,
            tries,
            answer.Outcome
        );
    }

    private static async Task<ChannelAnswer> Try(IAlertChannel channel, QueuedAlert alert, TimeProvider time, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(MaxTry, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            return await channel.Send(alert, both.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new ChannelAnswer(false, $"no answer within {MaxTry.TotalSeconds:0} s", MayTryAgain: true);
        }
    }

    private async Task Work(CancellationToken stop)
    {
        await foreach (var alert in _waiting.Reader.ReadAllAsync(stop))
        {
            var sent = await Send(_channel, _settings, alert, _time, stop);
            AlertHistory.Add(_home, sent);
            Interlocked.Decrement(ref _pending);
        }
    }
}
