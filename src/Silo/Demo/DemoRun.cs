using System.Globalization;
using ToolTime.Calendar;

namespace ToolTime.Silo.Demo;

/// <summary>
/// A run with <c>--demo</c>: a database and a simulated clock of its own, in a fresh folder that is removed when the server stops. All else
/// is as always: the same endpoints, limits and storage.
/// </summary>
internal sealed class DemoRun : IDisposable
{
    /// <summary>How many weeks of the community are final in the end.</summary>
    public const int Weeks = 13;

    private const string Flag = "--demo";

    private readonly string _folder = Directory.CreateTempSubdirectory("tooltime-demo-").FullName;

    private DemoRun(IEnumerable<string> settings, DateTimeOffset now)
    {
        // The newest for which the end lies back, so that the simulated clock never passes the real one.
        LastWeek = IsoWeek.Containing(DateOnly.FromDateTime((now - TimeSpan.FromHours(20)).UtcDateTime).AddDays(-15));
        SetClock(At(FirstWeek.FirstDay));
        Settings =
        [
            .. settings,
            "--Storage:Provider=Sqlite",
            $"--Storage:ConnectionString=Data Source={Path.Combine(_folder, "tooltime.db")}",
            $"--Clock:File={ClockPath}",
            "--Ingestion:PerAddressPerDay=0",
        ];
    }

    /// <summary>The command line with the demo's own settings, which win.</summary>
    public string[] Settings { get; }

    /// <summary>The last week that is final.</summary>
    public IsoWeek LastWeek { get; }

    /// <summary>The first week of the community.</summary>
    public IsoWeek FirstWeek => IsoWeek.Containing(LastWeek.FirstDay.AddDays(-7 * (Weeks - 1)));

    /// <summary>
    /// Where the simulated clock stands in the end: on the day on which <see cref="LastWeek"/> is final, an hour after the last reports.
    /// </summary>
    public DateTimeOffset End => At(LastWeek.FirstDay.AddDays(15), hour: 19);

    private string ClockPath => Path.Combine(_folder, "clock");

    /// <summary>The run that the command line asks for; null where it asks for none.</summary>
    public static DemoRun? From(string[] args, TimeProvider clock) =>
        args.Contains(Flag) ? new(args.Where(arg => arg != Flag), clock.GetUtcNow()) : null;

    /// <summary>An instant of a UTC day.</summary>
    public static DateTimeOffset At(DateOnly day, int hour = 0, int minute = 0) => new(day, new TimeOnly(hour, minute), TimeSpan.Zero);

    /// <summary>Moves the simulated clock.</summary>
    public void SetClock(DateTimeOffset now)
    {
        var next = ClockPath + ".next";
        File.WriteAllText(next, now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        File.Move(next, ClockPath, overwrite: true);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
