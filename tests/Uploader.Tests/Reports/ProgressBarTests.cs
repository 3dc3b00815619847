using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Scanning;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;
using ToolTime.Transcripts.Tests;

namespace ToolTime.Uploader.Tests.Reports;

public sealed class ProgressBarTests
{
    [Fact]
    public void Tick_LongWorkOnATerminal_ShowsHowFarAndGoesAway()
    {
        var shown = Shown(new Terminal(80, IsPlain: true, ShowsProgress: true), ticks: 3);
        Assert.StartsWith("\rReading 1 transcripts [##############################] 0 of 0 MiB ", shown, StringComparison.Ordinal);
        Assert.EndsWith("\r\e[K", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 10)]
    public void Tick_ShortWorkOrNoTerminal_ShowsNothing(bool isTerminal, int ticks) =>
        Assert.Equal("", Shown(new Terminal(80, IsPlain: true, isTerminal), ticks));

    private static string Shown(Terminal terminal, int ticks)
    {
        using var test = new TranscriptHome();
        test.Write("s.jsonl", Lines.Response("1"));
        var index = new UsageIndex(new IndexStore(test.Home), IndexCatalog.CreateEmpty());
        var scan = new TranscriptScan(index, test.Environment.GetValueOrDefault);
        scan.Run(() => { });
        using var messages = new StringWriter();
        using (var bar = new ProgressBar(terminal, messages, scan))
        {
            for (var tick = 0; tick < ticks; tick++)
            {
                bar.Tick();
            }
        }

        return messages.ToString();
    }
}
