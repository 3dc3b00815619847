using System.Threading.Channels;

namespace ToolTime.Telemetry;

/// <summary>
/// Sends events behind the program's back: a few at a time, each once. When the server fails several times in a row, nothing is sent any
/// more until the program ends. Safe from any thread.
/// </summary>
internal sealed class EventSender : IAsyncDisposable
{
    /// <summary>Requests at a time.</summary>
    private const int Senders = 4;

    /// <summary>Failures in a row after which the server is left alone: one that is away costs a program no more.</summary>
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
                    // A proxy that the environment names has no way to this machine.
                    UseProxy = !options.Server.IsLoopback,
                }
            );
        _client.BaseAddress = options.Server;
        _client.Timeout = Timeout.InfiniteTimeSpan;
        _sending = Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(SendAllAsync)));
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    /// <summary>Has an event sent, or drops it where too many wait.</summary>
    public void Send(string path, byte[] body) => _queue.Writer.TryWrite((path, body));

    /// <summary>Waits for what is not sent yet, no longer than the exit may take.</summary>
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
            // What is left is lost: a program does not wait for its telemetry.
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

            // A refusal of one event says nothing of the next; a server that fails, or has enough, does.
            Note((int)answer.StatusCode is < 500 and not 429);
        }
        catch (Exception exception)
            when (exception is HttpRequestException or OperationCanceledException or IOException or InvalidOperationException)
        {
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
