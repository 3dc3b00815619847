using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Checking;
using ToolTime.Monitor.Security.Rules;
using ToolTime.Monitor.Settings;
using ToolTime.Recording.Home;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Monitor.Tests.Watching;

/// <summary>The folders of one Claude Code user, and what follows them, in the test's own process.</summary>
internal sealed class Folders : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("tooltime watch ж ").FullName;

    public Folders() => Directory.CreateDirectory(User);

    /// <summary>The time for days, windows and ages.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public string User => Path.Combine(_root, "user");

    public ToolTimeHome Home => new(Path.Combine(_root, "home"));

    public string Projects => Path.Combine(User, ".claude", "projects");

    public string Transcript(string session, string project = "-home-anna-shop") => Path.Combine(Projects, project, session + ".jsonl");

    public MonitorOptions Options(TimeProvider? time = null, bool isPolled = false) => new()
    {
        Home = Home,
        Environment = name => name switch
        {
            "HOME" => User,
            "TOOLTIME_HOME" => Home.Path,
            _ => null,
        },
        Prices = PriceBook.Listed,
        Zone = TimeZoneInfo.Utc,
        Now = () => Now,
        Engine = new SecurityEngine(UserRules.None, new NoLinks(), redacts: true),
        Time = time ?? TimeProvider.System,
        IsPolled = isPolled,
    };

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
