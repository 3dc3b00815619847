using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
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
    /// <summary>Whether to print JSON instead of text.</summary>
    public bool AsJson { get; init; }

    /// <summary>Whether to change, send and start nothing. What would be done is found as usual.</summary>
    public bool IsDryRun { get; init; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>The zone of its days: this machine's, or `TZ`; UTC if `TZ` is not understood.</summary>
    public TimeZoneInfo Zone => LocalZone.Find(Environment("TZ")) ?? TimeZoneInfo.Utc;

    /// <summary>The current day in <see cref="Zone"/>.</summary>
    public DateOnly Today => LocalDay.At(Now, Zone);

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

    public void WriteJson<T>(T answer, JsonTypeInfo<T> type) =>
        Output.Write([.. JsonSerializer.SerializeToUtf8Bytes(answer, type), (byte)'\n']);

    /// <summary>Reports what was done, or would be in a dry run: as JSON, or in sentences.</summary>
    public void Report<T>(T done, JsonTypeInfo<T> type, params IEnumerable<string> sentences)
    {
        if (AsJson)
        {
            WriteJson(done, type);
            return;
        }

        foreach (var sentence in sentences)
        {
            Say(sentence);
        }
    }

    /// <summary>Changes config.json, except in a dry run.</summary>
    /// <exception cref="ConfigException">It cannot be used, or another process holds it.</exception>
    public ConfigFile UpdateConfig(Action<ConfigFile> change) => ConfigFile.Update(Home, Clock, change, IsDryRun);

    /// <summary>The <see cref="WorkLock"/>; null in a dry run, which needs none.</summary>
    /// <exception cref="ConfigException">Another command holds it.</exception>
    public IDisposable? LockWork() => IsDryRun ? null : WorkLock.Acquire(Home);
}
