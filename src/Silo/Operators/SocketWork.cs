using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ToolTime.Grains.Usage;
using ToolTime.Storage.Backup;

namespace ToolTime.Silo.Operators;

/// <summary>Executes operators' verbs through the running server, over an open connection.</summary>
internal sealed class SocketWork(Socket connection) : IOperatorsWork, IDisposable
{
    private readonly NetworkStream _stream = new(connection, ownsSocket: true);

    /// <summary>Connects to the server that holds a database file; null if none listens.</summary>
    public static async Task<SocketWork?> TryConnectAsync(string databasePath, CancellationToken cancellationToken)
    {
        if (OperatorsSocket.PathOf(databasePath) is not { } path || !File.Exists(path))
        {
            return null;
        }

        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new(connection);
        }
        catch (SocketException)
        {
            // It was left there by a server that was killed.
            connection.Dispose();
            return null;
        }
    }

    public async Task BackUpAsync(Stream to, CancellationToken cancellationToken)
    {
        await SocketLine.WriteAsync(_stream, OperatorsSocket.Backup, cancellationToken);
        await ReadAnswerAsync(cancellationToken);
        await _stream.CopyToAsync(to, cancellationToken);
    }

    public async Task<RestoreReport> RestoreAsync(Stream from, CancellationToken cancellationToken)
    {
        await SocketLine.WriteAsync(_stream, OperatorsSocket.Restore, cancellationToken);
        try
        {
            await from.CopyToAsync(_stream, cancellationToken);
            connection.Shutdown(SocketShutdown.Send);
        }
        catch (IOException)
        {
            // The server did not read all of it; its answer says why.
        }

        return await ReadAsync(OperatorsJson.Default.RestoreReport, cancellationToken);
    }

    public async Task<RebuildReport> RebuildAsync(bool renew, CancellationToken cancellationToken)
    {
        await SocketLine.WriteAsync(_stream, renew ? OperatorsSocket.Rebuild : OperatorsSocket.Verify, cancellationToken);
        return await ReadAsync(OperatorsJson.Default.RebuildReport, cancellationToken);
    }

    public void Dispose() => _stream.Dispose();

    private async Task<T> ReadAsync<T>(JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize(await ReadAnswerAsync(cancellationToken), type)!;

    private async Task<string> ReadAnswerAsync(CancellationToken cancellationToken) =>
        await SocketLine.ReadAsync(_stream, cancellationToken) switch
        {
            null => throw new StorageUnavailableException("The running server stopped answering; see its log, and try again."),
            ['e', ..] line when line.StartsWith(OperatorsSocket.Error, StringComparison.Ordinal) => throw new StorageUnavailableException(
                line[OperatorsSocket.Error.Length..]
            ),
            var line => line,
        };
}
