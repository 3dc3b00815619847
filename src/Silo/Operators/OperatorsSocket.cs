using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ToolTime.Storage;

namespace ToolTime.Silo.Operators;

/// <summary>
/// Executes operators' verbs for another process on this machine, since only the server may write the database file. It listens on a Unix
/// domain socket next to the file, which only the file's owner may open. A request is one line, the verb, followed by the backup if one is
/// to be restored. The answer is a line, which is the result as JSON, <c>ok</c> with a backup's bytes after it, or <c>error</c> and a
/// sentence. It handles one request at a time.
/// </summary>
internal sealed partial class OperatorsSocket(
    IStorageEngine storage,
    IOperatorsWork work,
    TimeProvider timeProvider,
    ILogger<OperatorsSocket> logger) : BackgroundService
{
    public const string Backup = "backup";
    public const string Restore = "restore";
    public const string Rebuild = "rebuild";
    public const string Verify = "verify";
    public const string Ok = "ok";
    public const string Error = "error ";

    /// <summary>The maximum length of a socket's address, including its terminator, on every system.</summary>
    private const int MaximumPathBytes = 100;

    /// <summary>
    /// How long a caller may stand still: a backup's snapshot keeps the write-ahead log from being written back, and other verbs wait.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private Socket? _listener;

    /// <summary>The path of the socket for a database file; null if it would be too long.</summary>
    public static string? PathOf(string databasePath) =>
        databasePath + ".sock" is var path && Encoding.UTF8.GetByteCount(path) <= MaximumPathBytes ? path : null;

    /// <summary>Listens before the server counts as started, so that a verb never takes a running server for a stopped one.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (storage.FilePath is { } databasePath)
        {
            try
            {
                _listener = Listen(PathOf(databasePath) ?? throw new PathTooLongException());
            }
            catch (Exception exception) when (exception is SocketException or PathTooLongException)
            {
                LogClosed(exception);
            }
        }

        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _listener?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_listener is null)
        {
            return;
        }

        try
        {
            while (true)
            {
                try
                {
                    using var connection = await _listener.AcceptAsync(stoppingToken);
                    await AnswerAsync(connection, stoppingToken);
                }
                catch (SocketException exception)
                {
                    // Too many files are open, or the caller has gone.
                    LogUnheard(exception);
                    await Task.Delay(PauseAfterFailure, timeProvider, stoppingToken);
                }
            }
        }
        finally
        {
            File.Delete(PathOf(storage.FilePath!)!);
        }
    }

    private static Socket Listen(string path)
    {
        // The process that left it there no longer holds the database's lock: this one does.
        File.Delete(path);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        listener.Listen();
        return listener;
    }

    private async Task AnswerAsync(Socket connection, CancellationToken stoppingToken)
    {
        await using var stream = new PatientStream(new NetworkStream(connection), Patience, timeProvider);
        try
        {
            await DoAsync(await SocketLine.ReadAsync(stream, stoppingToken), stream, stoppingToken);
        }
        catch (Exception exception) when (exception is InvalidDataException or StorageUnavailableException)
        {
            await TryWriteAsync(stream, Error + exception.Message.ReplaceLineEndings(" "), stoppingToken);
        }
        catch (IOException)
        {
            // The caller has disconnected.
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A verb that fails must not end the server.
            LogFailed(exception);
            await TryWriteAsync(stream, Error + "The running server failed; see its log.", stoppingToken);
        }
    }

    private async Task DoAsync(string? verb, Stream stream, CancellationToken stoppingToken)
    {
        switch (verb)
        {
            case Backup:
                await SocketLine.WriteAsync(stream, Ok, stoppingToken);
                await work.BackUpAsync(stream, stoppingToken);
                break;
            case Restore:
                var restored = await work.RestoreAsync(stream, stoppingToken);
                await SocketLine.WriteAsync(stream, JsonSerializer.Serialize(restored, OperatorsJson.Default.RestoreReport), stoppingToken);
                break;
            case Rebuild or Verify:
                var rebuilt = await work.RebuildAsync(renew: verb == Rebuild, stoppingToken);
                await SocketLine.WriteAsync(stream, JsonSerializer.Serialize(rebuilt, OperatorsJson.Default.RebuildReport), stoppingToken);
                break;
            default:
                throw new InvalidDataException("The running server has another version.");
        }
    }

    private static async Task TryWriteAsync(Stream stream, string line, CancellationToken cancellationToken)
    {
        try
        {
            await SocketLine.WriteAsync(stream, line, cancellationToken);
        }
        catch (IOException)
        {
            // The caller has disconnected.
        }
    }

    [LoggerMessage(3101, LogLevel.Warning, "The socket for operators' verbs cannot be opened; while the server runs, they cannot be used.")]
    private partial void LogClosed(Exception exception);

    [LoggerMessage(3103, LogLevel.Warning, "A connection for operators' verbs could not be accepted; it is tried again each second.")]
    private partial void LogUnheard(Exception exception);

    [LoggerMessage(3102, LogLevel.Error, "An operators' verb failed.")]
    private partial void LogFailed(Exception exception);
}
