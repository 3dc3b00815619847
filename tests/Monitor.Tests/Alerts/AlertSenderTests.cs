using System.Text.Json;
using ToolTime.Monitor.Security.Alerts;
using ToolTime.Monitor.Security.Settings;
using ToolTime.Monitor.Tests.Watching;

namespace ToolTime.Monitor.Tests.Alerts;

/// <summary>What is waiting is sent, whatever cannot be written.</summary>
public sealed class AlertSenderTests : IDisposable
{
    private readonly Folders _folders = new();

    private string Log => Path.Combine(_folders.User, "alerts.jsonl");

    public void Dispose() => _folders.Dispose();

    [Fact]
    public async Task SendPendingAsync_StateThatCannotBeWritten_SendsAll()
    {
        GuardSettingsFile.Update(_folders.Home, settings => settings with { Channels = [new("log", "low", Log)] }, isDryRun: false);
        Directory.CreateDirectory(_folders.Home.AlertState);
        var queue = new AlertQueue(_folders.Home);
        queue.Add(Given.Alert("first"), DateTimeOffset.UnixEpoch);
        queue.Add(Given.Alert("second"), DateTimeOffset.UnixEpoch.AddSeconds(1));

        await new AlertSender(_folders.Home, TimeProvider.System).SendPendingAsync(TestContext.Current.CancellationToken);

        Assert.True(queue.IsEmpty);
        Assert.Equal(
            ["first", "second"],
            File.ReadLines(Log).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("rule").GetString())
        );
    }
}
