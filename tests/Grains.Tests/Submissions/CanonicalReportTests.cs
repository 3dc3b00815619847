using System.Text;
using ToolTime.Grains.Storage;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Submissions;

public sealed class CanonicalReportTests
{
    /// <summary>The stored form: it must not change, or older rows are no longer recognised as duplicates.</summary>
    private const string Stored =
        """{"v":1,"t":512,"e":3,"c":[[1,"",4,0,null,7],[1,"Bash",10,9,2,1],[3,"github",5,0,null,null],[4,"owner/a@1",0,0,null,null]]}""";

    private static readonly UsageReport Report = Given.Report(
        Given.Tool("", 4, 0, errors: null, rejections: 7),
        Given.Tool("Bash", 10, 9, errors: 2, rejections: 1),
        Given.Of(Dimension.McpServer, "github", 5),
        Given.Of(Dimension.Plugin, "owner/a@1", 0)) with
    { EditsWithoutRead = 3 };

    [Fact]
    public void Encode_AReport_IsTheStoredForm() => Assert.Equal(Stored, Encoding.UTF8.GetString(CanonicalReport.Encode(Report, 512)));

    [Fact]
    public void Encode_ADayCellWithoutCounts_IsTheStoredForm() =>
        Assert.Equal(
            """{"v":1,"t":null,"e":null,"c":[]}""",
            Encoding.UTF8.GetString(CanonicalReport.Encode(Given.Report(), totalEvents: null))
        );

    [Fact]
    public void Encode_DurationsAndTypedSkills_AreTheSecondVersionAndComeBack()
    {
        var report = Given.Report(
            Given.Tool("Bash", 10, 9, errors: 2) with { MedianMs = 120, TimedCalls = 8 },
            Given.Of(Dimension.Skill, "pdf", 3) with { ByUser = 2 }
        );
        var content = CanonicalReport.Encode(report, totalEvents: null);

        Assert.Equal(
            """{"v":2,"t":null,"e":null,"c":[[1,"Bash",10,9,2,null,120,8,null],[2,"pdf",3,0,null,null,null,0,2]]}""",
            Encoding.UTF8.GetString(content)
        );
        Assert.Equal(report.Counts.AsEnumerable(), CanonicalReport.Decode(content).Counts);
        Assert.All(Enumerable.Range(0, content.Length), length => Assert.True(IsRefused(content.AsSpan(0, length))));
    }

    [Fact]
    public void Encode_EqualContent_HasEqualBytes() =>
        Assert.Equal(
            CanonicalReport.Encode(Report, null),
            CanonicalReport.Encode(Report with { Counts = [.. Report.Counts.Select(count => count with { })] }, null)
        );

    [Fact]
    public void Encode_AnyOtherContent_HasOtherBytes()
    {
        var count = Given.Tool("Bash", 1, 1, errors: 0, rejections: 0);
        UsageCount[] others =
        [
            count,
            count with
            {
                Dimension = Dimension.Skill,
            },
            count with
            {
                Name = "bash",
            },
            count with
            {
                Calls = 2,
            },
            count with
            {
                ObservedCalls = 0,
            },
            count with
            {
                Errors = null,
            },
            count with
            {
                Errors = 1,
            },
            count with
            {
                Rejections = null,
            },
            count with
            {
                Rejections = 1,
            },
            count with
            {
                MedianMs = 1, TimedCalls = 1,
            },
            count with
            {
                MedianMs = 2, TimedCalls = 1,
            },
            count with
            {
                ByUser = 0,
            },
        ];
        var forms = others.Select(other => CanonicalReport.Encode(Given.Report(other), null))
            .Append(CanonicalReport.Encode(Given.Report(count), 0))
            .Append(CanonicalReport.Encode(Given.Report(count) with { EditsWithoutRead = 0 }, null));
        Assert.Equal(others.Length + 2, forms.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void Decode_WhatEncodeGave_IsTheSameReport()
    {
        var decoded = CanonicalReport.Decode(Encoding.UTF8.GetBytes(Stored));
        Assert.Equal((3, Report.Counts.AsEnumerable()), (decoded.EditsWithoutRead, decoded.Counts.AsEnumerable()), ReportEquality);
    }

    [Fact]
    public void Decode_NamesThatJsonEscapes_AreTheSameNames()
    {
        var report = Given.Report(Given.Tool("\u0436\u0443\u043a \"<&'>\" \\ \U0001F41E", 1));
        Assert.Equal(report.Counts.AsEnumerable(), CanonicalReport.Decode(CanonicalReport.Encode(report, null)).Counts);
    }

    [Fact]
    public void Decode_EachBeginningOfAReport_IsDamaged()
    {
        var whole = Encoding.UTF8.GetBytes(Stored);
        var taken = Enumerable.Range(0, whole.Length).Where(length => !IsRefused(whole.AsSpan(0, length)));
        Assert.Empty(taken);
    }

    [Fact]
    public void Decode_EachBitTurned_IsDamagedOrAWholeOtherReport()
    {
        var whole = Encoding.UTF8.GetBytes(Stored);
        for (var bit = 0; bit < whole.Length * 8; bit++)
        {
            var turned = whole.ToArray();
            turned[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefusedOrWhole(turned);
        }
    }

    [Fact]
    public void Decode_RandomBytesWrittenOver_IsDamagedOrAWholeOtherReport()
    {
        var random = new Random(20261120);
        for (var i = 0; i < 20_000; i++)
        {
            var written = Encoding.UTF8.GetBytes(Stored);
            for (var times = random.Next(1, 5); times > 0; times--)
            {
                written[random.Next(written.Length)] = (byte)random.Next(256);
            }

            AssertRefusedOrWhole(written);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"v":3,"t":null,"e":null,"c":[]}""")]
    [InlineData("""{"v":2,"t":null,"e":null,"c":[[1,"a",1,1,1,1]]}""")]
    [InlineData("""{"v":2,"t":null,"e":null,"c":[[1,"a",1,1,1,1,1,null,1]]}""")]
    [InlineData("""{"v":1,"t":null,"e":null,"c":[[1,"a",1,1,1,1,1,1,1]]}""")]
    [InlineData("""{"v":"1","t":null,"e":null,"c":[]}""")]
    [InlineData("""{"t":null,"e":null,"c":[]}""")]
    [InlineData("""{"v":1,"e":null,"t":null,"c":[]}""")]
    [InlineData("""{"v":1,"t":[],"e":null,"c":[]}""")]
    [InlineData("""{"v":1,"t":null,"e":"","c":[]}""")]
    [InlineData("""{"v":1,"t":null,"e":null,"c":{}}""")]
    [InlineData("""{"v":1,"t":null,"e":null,"c":null}""")]
    [InlineData("""{"v":1,"t":null,"e":null,"c":[],"d":[]}""")]
    [InlineData("""{"v":1,"t":null,"e":null,"c":[]}{}""")]
    [InlineData("""{"v":1,"t":null,"e":null,"c":[null]}""")]
    [InlineData("""{"v":1,"t":null,"e":null,"c":[[1,"a",1,1,1]]}""")]
    [InlineData("""{"v":1,"t":null,"e":null,"c":[[1,"a",1,1,1,1,1]]}""")]
    [InlineData("""{"v":1,"t":null,"e":null,"c":[[0,"a",1,1,1,1]]}""")]
    [InlineData("""{"v":1,"t":null,"e":null,"c":[[1,null,1,1,1,1]]}""")]
    [InlineData("""{"v":1,"t":null,"e":null,"c":[[1,"a",null,1,1,1]]}""")]
    [InlineData("""{"v":1,"t":null,"e":null,"c":[[1,"a",1.5,1,1,1]]}""")]
    [InlineData("""{"v":1,"t":null,"e":null,"c":[[1,"a",9999999999,1,1,1]]}""")]
    public void Decode_WhatIsNoStoredReport_IsDamaged(string text) =>
        Assert.Throws<InvalidDataException>(() => CanonicalReport.Decode(Encoding.UTF8.GetBytes(text)));

    private static bool ReportEquality(
        (int? Edits, IEnumerable<UsageCount> Counts) left,
        (int? Edits, IEnumerable<UsageCount> Counts) right
    ) => left.Edits == right.Edits && left.Counts.SequenceEqual(right.Counts);

    private static bool IsRefused(ReadOnlySpan<byte> content)
    {
        try
        {
            CanonicalReport.Decode(content);
            return false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    private static void AssertRefusedOrWhole(byte[] content)
    {
        if (IsRefused(content))
        {
            return;
        }

        Assert.All(CanonicalReport.Decode(content).Counts, count => Assert.True(count.Name is not null && Enum.IsDefined(count.Dimension)));
    }
}
