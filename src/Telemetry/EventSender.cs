using System.Threading.Channels;

namespace ToolTime.Telemetry;

/// <summary>
/// Sends events in the background: a few at a time, each once. After the server has failed several times in a row, nothing more is sent
/// until the program ends. Thread-safe.
/// </summary>
internal sealed class EventSender : IAsyncDisposable
{
    /// <summary>The number of concurrent requests.</summary>
    private const int Senders = 4;

    /// <summary>After this many failures in a row nothing more is sent, so an unreachable server costs the program nothing.</summary>
    private const int Patience = 3;

    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(5);

    private readonly Channel<(string Path, byte[] Body)> _queue;
    private readonly HttpClient _client;
    private readonly CancellationTokenSource _end = new();
    private readonly TimeSpan _exitTimeout;
    private readonly TimeProvider _timeProvider;
    private readonly Task _sending;
    private int _failures;
    private int _isClosed;

    public EventSender(ToolTimeTelemetryOptions options)
    {
        (_exitTimeout, _timeProvider) = (options.ExitTimeout, options.TimeProvider);
        _queue = Channel.CreateBounded<(string, byte[])>(
            new BoundedChannelOptions(options.QueueCapacity) { FullMode = BoundedChannelFullMode.DropWrite }
        );
        _client = options.Handler is { } handler
            ? new(handler, disposeHandler: false)
            : new(
                new SocketsHttpHandler
                {
                    ConnectTimeout = RequestTimeout,
                    AllowAutoRedirect = false,
                    MaxConnectionsPerServer = Senders,
                    // A proxy set in the environment cannot reach this machine.
                    UseProxy = !options.Server.IsLoopback,
                }
            );
        _client.BaseAddress = options.Server;
        _client.Timeout = Timeout.InfiniteTimeSpan;
        _sending = Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(SendAllAsync)));
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    /// <summary>Queues an event, or drops it if too many are waiting.</summary>
    public void Send(string path, byte[] body) => _queue.Writer.TryWrite((path, body));

    /// <summary>Waits for unsent events, but no longer than the exit timeout.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
        {
            return;
        }

        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        _queue.Writer.TryComplete();
        try
        {
            await _sending.WaitAsync(_exitTimeout, _timeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The rest is lost: a program does not wait for its telemetry.
        }

        await _end.CancelAsync().ConfigureAwait(false);
        await _sending.ConfigureAwait(false);
        _client.Dispose();
        _end.Dispose();
    }

    private void OnExit(object? sender, EventArgs e) => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task SendAllAsync()
    {
        await foreach (var (path, body) in _queue.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (!_end.IsCancellationRequested && Volatile.Read(ref _failures) < Patience)
            {
                await SendAsync(path, body).ConfigureAwait(false);
            }
        }
    }

    private async Task SendAsync(string path, byte[] body)
    {
        using var timeout = new CancellationTokenSource(RequestTimeout, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _end.Token);
        try
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new("application/json");
            using var answer = await _client.PostAsync(new Uri(path, UriKind.Relative), content, either.Token).ConfigureAwait(false);

            // One refused event says nothing about the next, unlike a server that fails or asks to slow down.
            Note((int)answer.StatusCode is < 500 and not 429);
        }
        catch (Exception)
        {
            // A handler of the program's own may throw anything, and a program does not fail because of its telemetry.
            Note(isWell: false);
        }
    }

    private void Note(bool isWell)
    {
        if (isWell)
        {
            Interlocked.Exchange(ref _failures, 0);
        }
        else
        {
            Interlocked.Increment(ref _failures);
        }
    }
}
