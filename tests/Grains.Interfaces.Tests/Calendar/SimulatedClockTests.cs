using ToolTime.Calendar;

namespace ToolTime.Grains.Interfaces.Tests.Calendar;

public sealed class SimulatedClockTests
{
    private const string Text = "2026-11-20T18:07:09.5Z";

    private static readonly DateTimeOffset Instant = new(2026, 11, 20, 18, 7, 9, 500, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-11-20T18:07:09.5Z\n")]
    [InlineData("  2026-11-20T18:07:09.5Z  ")]
    [InlineData("2026-11-20T19:07:09.5+01:00")]
    [InlineData("2026-11-20T18:07:09.5000000+00:00")]
    public void GetUtcNow_AnInstantInTheFile_IsThatInstantInUtc(string text)
    {
        using var file = new TemporaryFile(text);
        var now = new SimulatedClock(file.Path).GetUtcNow();
        Assert.Equal((Instant, TimeSpan.Zero), (now, now.Offset));
    }

    [Fact]
    public void GetUtcNow_TheFileIsWrittenAnew_MovesBothWays()
    {
        using var file = new TemporaryFile(Text);
        var clock = new SimulatedClock(file.Path);
        file.Write("2027-01-01T00:00:00Z");
        var later = clock.GetUtcNow();
        file.Write("2026-01-01T00:00:00Z");
        Assert.Equal(
            (new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)),
            (later, clock.GetUtcNow())
        );
    }

    [Fact]
    public void GetUtcNow_EachPartOfAnInstantThatIsBeingWritten_StaysAtTheLastInstant()
    {
        using var file = new TemporaryFile(Text);
        var clock = new SimulatedClock(file.Path);
        const string Next = "2027-01-02T03:04:05Z";
        var moved = Enumerable.Range(0, Next.Length).Where(length =>
        {
            file.Write(Next[..length]);
            return clock.GetUtcNow() != Instant;
        });
        Assert.Empty(moved);
    }

    [Fact]
    public void GetUtcNow_TheFileIsGone_StaysAtTheLastInstant()
    {
        using var file = new TemporaryFile(Text);
        var clock = new SimulatedClock(file.Path);
        File.Delete(file.Path);
        Assert.Equal(Instant, clock.GetUtcNow());
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("18:00")]
    [InlineData("2026-11-20")]
    [InlineData("2026-11-20T18:00:00")]
    public void Constructor_NoInstantInTheFile_Throws(string text)
    {
        using var file = new TemporaryFile(text);
        Assert.Throws<FormatException>(() => new SimulatedClock(file.Path));
    }

    [Fact]
    public void Constructor_NoFile_Throws() =>
        Assert.ThrowsAny<IOException>(() => new SimulatedClock(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString())));
}
