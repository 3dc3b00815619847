using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using ToolTime.Grains.Usage;
using ToolTime.Silo.Operators;
using ToolTime.Storage;
using ToolTime.Storage.Backup;
using ToolTime.Storage.Tests;

namespace ToolTime.Silo.Tests.Operators;

/// <summary>What fails beside the requests must not end the server.</summary>
public sealed class OperatorsSocketTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verb_FailsUnexpectedly_IsAnsweredAndTheNextOneToo()
    {
        using var folder = new TemporaryFolder();
        using var socket = new OperatorsSocket(
            new Engine(folder.File("x.db")),
            new BrokenWork(),
            TimeProvider.System,
            NullLogger<OperatorsSocket>.Instance
        );
        await socket.StartAsync(Token);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var work = await SocketWork.TryConnectAsync(folder.File("x.db"), Token);
            var failed = await Assert.ThrowsAsync<StorageUnavailableException>(() => work!.RebuildAsync(renew: false, Token));
            Assert.Equal("The running server failed; see its log.", failed.Message);
        }

        await socket.StopAsync(Token);
    }

    [Fact]
    public async Task Backup_ThePathIsTooLongForASocketAndAServerRuns_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, new string('d', 100), "x.db");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, [], Token);
        await using var held = new FileStream(path + ".lock", FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var (exitCode, error) = await ServerProcess.RunRefusedAsync(
            folder.Path,
            "backup",
            "b.gz",
            "--Storage:ConnectionString",
            $"Data Source={path}"
        );
        Assert.Equal(1, exitCode);
        Assert.EndsWith("(its path is too long for verbs beside a running server: stop it first)", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_ACallerStandsStill_IsGivenUp()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var caller = new TcpClient();
        await caller.ConnectAsync((IPEndPoint)listener.LocalEndpoint, Token);
        using var accepted = await listener.AcceptTcpClientAsync(Token);
        await using var stream = new PatientStream(accepted.GetStream(), TimeSpan.FromMilliseconds(1), TimeProvider.System);
        await Assert.ThrowsAsync<IOException>(async () => await stream.ReadExactlyAsync(new byte[1], Token));
    }

    private sealed class BrokenWork : IOperatorsWork
    {
        public Task BackUpAsync(Stream to, CancellationToken cancellationToken) => throw new InvalidOperationException();

        public Task<RestoreReport> RestoreAsync(Stream from, CancellationToken cancellationToken) => throw new InvalidOperationException();

        public Task<RebuildReport> RebuildAsync(bool renew, CancellationToken cancellationToken) => throw new InvalidOperationException();
    }

    private sealed class Engine(string path) : IStorageEngine
    {
        public int DamagedRows => 0;

        public string? FilePath => path;

        public void Open()
        {
        }

        public void OpenExisting()
        {
        }

        public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task ReleaseMemoryAsync() => Task.CompletedTask;

        public Task<long> MeasureSizeAsync(CancellationToken cancellationToken) => Task.FromResult(0L);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
