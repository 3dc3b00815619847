using System.Globalization;
using ToolTime.Calendar;

namespace ToolTime.Silo.Demo;

/// <summary>
/// A run with <c>--demo</c>: its own database and simulated clock, in a new folder that is removed when the server stops. Everything else
/// is as usual: the same endpoints, limits and storage.
/// </summary>
internal sealed class DemoRun : IDisposable
{
    /// <summary>The number of the community's weeks that are final at the end.</summary>
    public const int Weeks = 13;

    private const string Flag = "--demo";

    private readonly string _folder = Directory.CreateTempSubdirectory("tooltime-demo-").FullName;

    private DemoRun(IEnumerable<string> settings, DateTimeOffset now)
    {
        // The newest week for which the end is in the past, so that the simulated clock never passes the real one.
        LastWeek = IsoWeek.Containing((now - TimeSpan.FromHours(20)).UtcDay().AddDays(-15));
        SetClock(At(FirstWeek.FirstDay));
        Settings =
        [
            .. settings,
            "--Storage:Provider=Sqlite",
            $"--Storage:ConnectionString=Data Source={Path.Combine(_folder, "tooltime.db")}",
            $"--Clock:File={ClockPath}",
            "--Ingestion:PerAddressPerDay=0",
            .. DemoTelemetry.Brands.Select((brand, index) => $"--Telemetry:Brands:{index}={brand}"),
        ];
    }

    /// <summary>The command line plus the demo's own settings, which take precedence.</summary>
    public string[] Settings { get; }

    /// <summary>The last week that is final.</summary>
    public IsoWeek LastWeek { get; }

    public IsoWeek FirstWeek => IsoWeek.Containing(LastWeek.FirstDay.AddDays(-7 * (Weeks - 1)));

    /// <summary>
    /// The simulated time at the end: an hour after the last reports, on the day on which <see cref="LastWeek"/> is final.
    /// </summary>
    public DateTimeOffset End => At(LastWeek.FirstDay.AddDays(15), hour: 19);

    private string ClockPath => Path.Combine(_folder, "clock");

    /// <summary>The run requested by the command line; null if it requests none.</summary>
    public static DemoRun? From(string[] args, TimeProvider clock) =>
        args.Contains(Flag) ? new(args.Where(arg => arg != Flag), clock.GetUtcNow()) : null;

    /// <summary>The instant of a time on a UTC day.</summary>
    public static DateTimeOffset At(DateOnly day, int hour = 0, int minute = 0) => new(day, new TimeOnly(hour, minute), TimeSpan.Zero);

    public void SetClock(DateTimeOffset now)
    {
        var next = ClockPath + ".next";
        File.WriteAllText(next, now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        File.Move(next, ClockPath, overwrite: true);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
