using System.Text.Json;
using ToolTime.Transcripts.Tests;

namespace ToolTime.Uploader.Tests.Commands;

/// <summary>A report that is killed while it writes its index.</summary>
public sealed class ReportKillTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(9)]
    public void Daily_KilledWhileItSaves_IsRightTheNextTime(int filesBefore)
    {
        using var test = new TestHome("2026-11-21T04:00:00Z");
        test.Environment["CLAUDE_CONFIG_DIR"] = Path.Combine(test.User, "claude");
        var made = new MadeUpTranscripts(test.Environment["CLAUDE_CONFIG_DIR"], seed: filesBefore);
        made.Write(4 * 1024 * 1024);
        var index = Path.Combine(test.Home, "usage");
        Directory.CreateDirectory(index);

        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var files = 0;
        using (var watcher = new FileSystemWatcher(index, "*.tmp"))
        {
            watcher.Created += (_, _) =>
            {
                if (Interlocked.Increment(ref files) == filesBefore)
                {
                    reached.SetResult();
                }
            };
            watcher.EnableRaisingEvents = true;
            using var command = test.Start("daily");
            command.KillWhen(reached.Task);
        }

        var result = test.Run("daily", "--json");
        Assert.Equal(0, result.ExitCode);
        using var report = JsonDocument.Parse(result.Output);
        var totals = report.RootElement.GetProperty("totals");
        Assert.Equal(
            (made.Totals.Responses, made.Totals.Output),
            (totals.GetProperty("responses").GetInt32(), totals.GetProperty("output_tokens").GetInt64())
        );
        Assert.Equal(
            totals.GetRawText(),
            JsonDocument.Parse(test.Run("daily", "--json").Output).RootElement.GetProperty("totals").GetRawText()
        );
    }
}
