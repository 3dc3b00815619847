using ToolTime.Calendar;

namespace ToolTime.Grains.Interfaces.Tests.Calendar;

public sealed class DomainClockTests
{
    [Fact]
    public void GetUtcToday_AnInstantWithAnOffset_IsTheDayInUtc()
    {
        using var file = new TemporaryFile("2026-11-21T00:30:00+01:00");
        Assert.Equal(new DateOnly(2026, 11, 20), new DomainClock(new SimulatedClock(file.Path)).GetUtcToday());
    }
}
