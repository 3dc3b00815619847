using System.Security.Cryptography;
using System.Text.Json;
using ToolTime.DataSet;
using ToolTime.Grains.DataSet;
using ToolTime.Grains.Tests.Publication;

namespace ToolTime.Grains.Tests.DataSet;

public sealed class DataSetWriterTests
{
    [Fact]
    public void Of_APublication_HasEachCellOnce()
    {
        var published = Crowd().Published(Given.Monday);
        var rows = Of(Crowd()).Rows;

        Assert.Equal(published.Cells.Length, rows.DistinctBy(row => (row.Client, row.Dimension, row.Name, row.Custom)).Count());
        var bash = Assert.Single(rows, row => row is { Client: null, Dimension: "tool", Name: "Bash" });
        Assert.Equal((30, 1, 60L, 2.0), (bash.UniqueSubmitters, bash.Adoption, bash.TotalCalls, bash.CallsMedian));
        Assert.Equal(0.4, Assert.Single(rows, row => row is { Client: null, Dimension: "tool", Custom: true }).Adoption);
        Assert.Equal(30, Assert.Single(rows, row => row is { Client: null, Dimension: "all", Name: "everything" }).TotalCalls);
        Assert.Contains(rows, row => row is { Client: "claude-code", Dimension: "tool", Name: "Bash" });
    }

    // Every later release writes a stored week in the same bytes; another format gets a new number, for future weeks.
    [Fact]
    public void Of_APublication_IsTheSameBytesInEveryRelease()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(Of(Crowd()), DataSetJson.Default.DataSetPeriod);

        Assert.Equal("93c402ae8cbc69de90c3b6f4d25fb81f1c53d13e0f98ce5bef5f276f50814ab1", Convert.ToHexStringLower(SHA256.HashData(json)));
    }

    private static DataSetPeriod Of(Crowd crowd) => DataSetWriter.Write(crowd.Published(Given.Monday));

    private static Crowd Crowd() => new Crowd()
        .With(12, Given.Tool("Bash", 2), Given.Tool("", 5))
        .With(18, Given.Tool("Bash", 2, 2, 1));
}
