using System.Text;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Uploader.Invocation;

/// <summary>What a command works with. Data goes to <paramref name="Output"/>, messages to <paramref name="Messages"/>.</summary>
internal sealed record CommandContext(
    ToolTimeHome Home,
    HomeClock Clock,
    Func<string, string?> Environment,
    Stream Output,
    TextWriter Messages
)
{
    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>The zone of its days: this machine's, or `TZ`; UTC if `TZ` is not understood.</summary>
    public TimeZoneInfo Zone => LocalZone.Find(Environment("TZ")) ?? TimeZoneInfo.Utc;

    /// <summary>The current day in <see cref="Zone"/>.</summary>
    public DateOnly Today => LocalDay.Of(Now, Zone);

    /// <exception cref="ConfigException">The environment has no home folder, or the clock file does not hold an instant.</exception>
    public static CommandContext FromEnvironment()
    {
        Func<string, string?> environment = System.Environment.GetEnvironmentVariable;
        var home = ToolTimeHome.Locate(environment)
            ?? throw new ConfigException("There is no home folder: set TOOLTIME_HOME.");
        var clock = HomeClock.Locate(environment)
            ?? throw new ConfigException(
                $"{HomeClock.FileVariable} names {environment(HomeClock.FileVariable)}, which does not hold a UTC instant such as 2026-11-20T10:00:00Z."
            );
        return new CommandContext(home, clock, environment, Console.OpenStandardOutput(), Invocation.Messages.Error);
    }

    /// <summary>The same with the current time, for a long-lived command: a simulated clock moves.</summary>
    public CommandContext Renewed() => this with { Clock = HomeClock.Locate(Environment) ?? Clock };

    public void Say(string message) => Messages.WriteLine(message);

    public void Write(string line) => Output.Write(Encoding.UTF8.GetBytes(line + "\n"));
}
