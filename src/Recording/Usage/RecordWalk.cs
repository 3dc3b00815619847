using ToolTime.Recording.Home;

namespace ToolTime.Recording.Usage;

/// <summary>
/// Walks through the record day by day and decides what each event counts as. It starts <see cref="FileMemory.Days"/> days early, so that a
/// day's counts are the same wherever a walk starts.
/// </summary>
internal static class RecordWalk
{
    public static IReadOnlyList<WalkedDay> Over(ToolTimeHome home, DateOnly fromInclusive, DateOnly toInclusive, ObservedClients observed)
    {
        var files = new List<(DateOnly Day, EventFile File)>();
        for (var day = fromInclusive.AddDays(-FileMemory.Days); day <= toInclusive; day = day.AddDays(1))
        {
            files.Add((day, EventFile.Read(home.EventsOf(day))));
        }

        observed.Learn(files.SelectMany(file => file.File.Events));

        var calls = new CallFilter();
        var memory = new FileMemory();
        var skills = new SkillFilter();
        var days = new List<WalkedDay>();
        foreach (var (day, file) in files)
        {
            var events = file.Events.Select(recorded => Walked(recorded, calls, memory, skills, observed)).ToList();
            if (day >= fromInclusive)
            {
                days.Add(new WalkedDay(day, events, file.TornLines, file.Bytes));
            }
        }

        return days;
    }

    private static WalkedEvent Walked(
        RecordedEvent recorded,
        CallFilter calls,
        FileMemory memory,
        SkillFilter skills,
        ObservedClients observed
    )
    {
        var isCall = calls.IsNewCall(recorded);
        return new WalkedEvent(
            recorded,
            isCall,
            isCall && observed.Covers(recorded),
            isCall && memory.IsEditWithoutRead(recorded),
            skills.IsNewUse(recorded, isCall)
        );
    }
}
