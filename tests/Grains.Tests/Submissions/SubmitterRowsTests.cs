using System.Security.Cryptography;
using System.Text;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Submissions;

public sealed class SubmitterRowsTests
{
    [Fact]
    public void Of_DayCells_AreRowsInTheOrderThatWasSent()
    {
        var rows = SubmitterGrain.RowsOf(Given.Cells(
            AgentClient.Codex,
            Given.Day(Given.Monday.AddDays(1), 8, Given.Tool("Bash", 2)),
            Given.Day(Given.Monday, 7, Given.Tool("Read", 1))));

        Assert.Equal(
            [
                (Given.Monday.AddDays(1), 8, """{"v":1,"t":null,"e":null,"c":[[1,"Bash",2,0,null,null]]}"""),
                (Given.Monday, 7, """{"v":1,"t":null,"e":null,"c":[[1,"Read",1,0,null,null]]}"""),
            ],
            rows.Cast<NewRow.Cell>().Select(row => (row.Day, row.Revision, TextOf(row))));
        Assert.All(rows, row => Assert.Equal(SHA256.HashData(row.Content.AsSpan()), row.ContentHash.AsSpan()));
    }

    [Fact]
    public void Of_ASnapshot_IsARowOfItsWeek()
    {
        var row = Assert.IsType<NewRow.Snapshot>(
            Assert.Single(SubmitterGrain.RowsOf(Given.Snapshots(Given.Friday, 40, Given.Tool("Bash", 2))))
        );

        Assert.Equal(
            (Given.Friday, 40, Given.Week, """{"v":1,"t":40,"e":null,"c":[[1,"Bash",2,0,null,null]]}"""),
            (row.GeneratedHour, row.TotalEvents, row.Week, TextOf(row)));
        Assert.Equal(SHA256.HashData(row.Content.AsSpan()), row.ContentHash.AsSpan());
    }

    [Fact]
    public void Of_MoreNamesThanCount_StoresNoneOfTheOthers()
    {
        var counts = Enumerable.Range(0, Clamping.NamesOfDimension + 1).Select(number => Given.Tool($"tool-{number:D3}", 1 + number));
        var row = Assert.Single(SubmitterGrain.RowsOf(Given.Cells(AgentClient.Codex, Given.Day(Given.Monday, 1, counts))));
        Assert.Equal(
            Enumerable.Range(1, Clamping.NamesOfDimension).Select(number => $"tool-{number:D3}"),
            CanonicalReport.Decode(row.Content.AsSpan()).Counts.Select(count => count.Name));
    }

    private static string TextOf(NewRow row) => Encoding.UTF8.GetString(row.Content.AsSpan());
}
