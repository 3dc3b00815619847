namespace ToolTime.Embedded.Reminders;

/// <summary>A reminder as it is stored. All times are UTC.</summary>
internal sealed record ReminderRecord
{
    /// <summary>The grain's type.</summary>
    public required string GrainType { get; init; }

    /// <summary>The grain's key.</summary>
    public required string GrainKey { get; init; }

    /// <summary>The reminder's name, unique in the grain.</summary>
    public required string Name { get; init; }

    /// <summary>Which registration this is: a new one for each time that the grain registers the reminder.</summary>
    public required string Registration { get; init; }

    /// <summary>When it is due first.</summary>
    public required DateTimeOffset FirstDue { get; init; }

    /// <summary>How long after that it is due again, and so on.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>The tick that was delivered last; null before the first.</summary>
    public DateTimeOffset? LastTick { get; init; }

    /// <summary>
    /// The tick to deliver next. It is before now only if ticks were missed: then it is the last of these, so that
    /// one makes up for however many were missed, and the phase is kept.
    /// </summary>
    public DateTimeOffset NextTick(DateTimeOffset now)
    {
        if (now < FirstDue)
            return FirstDue;
        var latest = FirstDue.AddTicks((now - FirstDue).Ticks / Period.Ticks * Period.Ticks);
        return LastTick is { } last && last >= latest ? latest + Period : latest;
    }
}
