using System.Threading.Channels;
using ToolTime.Monitor.Security.Settings;
using ToolTime.Recording.Home;

namespace ToolTime.Monitor.Security.Alerts;

/// <summary>
/// Sends one channel's alerts one by one, independently of other channels, so that a channel that fails or hangs delays nothing else.
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
    private readonly Channel<QueuedAlert> _waiting = Channel.CreateBounded<QueuedAlert>(MostWaiting);

    private readonly Task _work;
    private int _pending;

    public ChannelWorker(AlertChannelSettings settings, ToolTimeHome home, TimeProvider time, CancellationToken stop)
    {
        (_settings, _home, _time) = (settings, home, time);
        _channel = AlertChannels.Create(settings);
        _work = WorkAsync(stop);
    }

    /// <summary>Whether an alert is being sent.</summary>
    public bool IsBusy => Volatile.Read(ref _pending) > 0;

    /// <summary>Sends the alert later, if it is severe enough for this channel. Drops it if 64 are waiting.</summary>
    public void Add(QueuedAlert alert)
    {
        if (SeverityName.Parse(alert.Alert.Severity) >= SeverityName.Parse(_settings.From) && _waiting.Writer.TryWrite(alert))
        {
            Interlocked.Increment(ref _pending);
        }
    }

    /// <summary>Completes when everything added has been sent.</summary>
    public Task FinishAsync()
    {
        _waiting.Writer.TryComplete();
        return _work;
    }

    /// <summary>Sends an alert, with three retries if that may help.</summary>
    public static async Task<SentAlert> SendAsync(
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
            answer = await TryAsync(channel, alert, time, stop);
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

    private static async Task<ChannelAnswer> TryAsync(IAlertChannel channel, QueuedAlert alert, TimeProvider time, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(MaxTry, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            return await channel.SendAsync(alert, both.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new ChannelAnswer(false, $"no answer within {MaxTry.TotalSeconds:0} s", MayTryAgain: true);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The alerts that follow are still to be sent.
            return new ChannelAnswer(false, $"failed ({e.GetType().Name})");
        }
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        await foreach (var alert in _waiting.Reader.ReadAllAsync(stop))
        {
            try
            {
                AlertHistory.Add(_home, await SendAsync(_channel, _settings, alert, _time, stop));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It was sent, and cannot be written down.
            }
            finally
            {
                Interlocked.Decrement(ref _pending);
            }
        }
    }
}
