using ToolTime.Embedded.Reminders;

namespace ToolTime.Embedded.Tests.Reminders;

public sealed class ReminderRecordTests
{
    private static readonly DateTimeOffset First = ManualClock.Origin;

    [Theory]
    [InlineData(-5, null, 0)]
    [InlineData(0, null, 0)]
    [InlineData(7, null, 0)]
    [InlineData(0, 0, 10)]
    [InlineData(7, 0, 10)]
    [InlineData(10, 0, 10)]
    [InlineData(35, 0, 30)]
    [InlineData(35, 30, 40)]
    [InlineData(30, 40, 40)]
    public void NextTick_OfMinutes_IsTheLastMissedOrTheNext(int now, int? lastTick, int expected)
    {
        var reminder = new ReminderRecord
        {
            GrainType = "type",
            GrainKey = "key",
            Name = "name",
            Registration = "1",
            FirstDue = First,
            Period = TimeSpan.FromMinutes(10),
            LastTick = lastTick is { } minutes ? First.AddMinutes(minutes) : null,
        };

        Assert.Equal(First.AddMinutes(expected), reminder.NextTick(First.AddMinutes(now)));
    }
}
