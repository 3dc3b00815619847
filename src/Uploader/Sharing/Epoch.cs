namespace ToolTime.Uploader.Sharing;

/// <summary>Four weeks, counted from Monday 2024-01-01 UTC: how long a token is good for.</summary>
internal readonly record struct Epoch(int Number)
{
    private const int Days = 28;

    private static readonly DateOnly Start = new(2024, 1, 1);

    public static Epoch Containing(DateOnly day) => new((int)Math.Floor((day.DayNumber - Start.DayNumber) / (double)Days));
}
