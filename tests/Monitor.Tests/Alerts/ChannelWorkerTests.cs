using System.Text.Json;
using ToolTime.Monitor.Security.Alerts;
using ToolTime.Monitor.Security.Settings;
using ToolTime.Monitor.Tests.Watching;
using ToolTime.Recording.Hooks;

namespace ToolTime.Monitor.Tests.Alerts;

/// <summary>Channels to files and programs, and what happens where one of them fails.</summary>
public sealed class ChannelWorkerTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Folders _folders = new();

    private string Log => Path.Combine(_folders.User, "alerts.jsonl");

    public void Dispose() => _folders.Dispose();

    [Fact]
    public async Task Add_HistoryThatCannotBeWritten_SendsWhatFollows()
    {
        Directory.CreateDirectory(_folders.Home.AlertsSent);
        var worker = new ChannelWorker(
            new AlertChannelSettings("log", "low", Log),
            _folders.Home,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );

        worker.Add(Given.Alert("first"));
        worker.Add(Given.Alert("second"));
        await worker.FinishAsync().WaitAsync(Limit, TestContext.Current.CancellationToken);

        Assert.False(worker.IsBusy);
        Assert.Equal(
            ["first", "second"],
            File.ReadLines(Log).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("rule").GetString())
        );
    }

    [Fact]
    public async Task Send_ChannelThatThrows_IsAnAlertThatWasNotSent()
    {
        var sent = await ChannelWorker.SendAsync(
            new Throwing(),
            new AlertChannelSettings("log", "low", Log),
            Given.Alert("first"),
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        Assert.Equal((false, 1, "failed (InvalidOperationException)"), (sent.IsSent, sent.Tries, sent.Outcome));
    }

    [Fact]
    public async Task Send_LogThatIsFull_IsNotSent()
    {
        using (var log = File.Create(Log))
        {
            log.SetLength(EventLog.MaxBytes);
        }

        var answer = await new LogChannel(Log).SendAsync(Given.Alert("first"), TestContext.Current.CancellationToken);
        Assert.Equal(new ChannelAnswer(false, "the file cannot be written", MayTryAgain: true), answer);
    }

    [Fact]
    public async Task Send_ProgramThatStartsAnotherInTheBackground_IsSent()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It is a line for sh.");
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        // It ends with this test's folder, and by itself if that stays.
        var channel = ProgramChannel.Command($"n=0; while [ -d '{_folders.User}' ] && [ $n -lt 600 ]; do sleep 0.1; n=$((n + 1)); done &");
        Assert.Equal(ChannelAnswer.Sent, await channel.SendAsync(Given.Alert("first"), limit.Token));
    }

    private sealed class Throwing : IAlertChannel
    {
        public Task<ChannelAnswer> SendAsync(QueuedAlert alert, CancellationToken cancellationToken) =>
            throw new InvalidOperationException();
    }
}
