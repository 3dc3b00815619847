using ToolTime.Grains.Storage;
using ToolTime.Submissions;

namespace ToolTime.Grains.Tests.Storage;

public sealed class SubmitterRangeTests
{
    public static TheoryData<SubmitterRange[], SubmitterRange[]> Cases => new()
    {
        { [], [SubmitterRange.All] },
        { [SubmitterRange.All], [] },
        { [new(0, 10)], [new(10, 256)] },
        { [new(200, 256), new(10, 20)], [new(0, 10), new(20, 200)] },
        { [new(0, 1), new(1, 2), new(255, 256)], [new(2, 255)] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outside_SomeRanges_IsAllTheRest(SubmitterRange[] ranges, SubmitterRange[] expected) => Assert.Equal(expected, SubmitterRange.Outside(ranges));

    [Theory]
    [InlineData("00", 0)]
    [InlineData("0a", 10)]
    [InlineData("ff", 255)]
    public void ByteOf_ASubmitter_IsTheFirstOfTheirId(string first, int expected) =>
        Assert.Equal(expected, SubmitterRange.ByteOf(SubmitterId.Parse(first + new string('7', 62))));
}
