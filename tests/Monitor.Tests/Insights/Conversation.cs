using System.Text.Json;
using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Records;
using ToolTime.Monitor.Insights.Reports;
using ToolTime.Monitor.Insights.Sentiment;
using ToolTime.Recording.Home;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Monitor.Tests.Insights;

/// <summary>Writes sessions as Claude Code does, into a home of its own, and reads them for insights.</summary>
internal sealed class Conversation : IDisposable
{
    public static readonly DateTimeOffset Begin = new(2026, 11, 2, 10, 0, 0, TimeSpan.Zero);

    private readonly string _root = Directory.CreateTempSubdirectory("tooltime-insights-").FullName;
    private readonly Dictionary<string, List<string>> _files = [];
    private string _session = "s1";
    private int _number;

    public Conversation() => At = Begin;

    /// <summary>The user's folder.</summary>
    public string Home => _root;

    /// <summary>The project's folder, which exists.</summary>
    public string Project => Directory.CreateDirectory(Path.Combine(_root, "shop")).FullName;

    /// <summary>Where the agent works; null for the project's folder.</summary>
    public string? Folder { get; set; }

    public string Client { get; set; } = ".claude";

    public string Model { get; set; } = "claude-opus-4-8";

    /// <summary>When the next thing happens; it advances by itself.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The tokens of the next responses.</summary>
    public (long Input, long Write, long Read, long Output) Tokens { get; set; } = (10, 1000, 20_000, 300);

    /// <summary>Members such as attributionSkill of the next responses.</summary>
    public Dictionary<string, string> More { get; } = [];

    public Func<string, string?> Environment => name => name is "HOME" or "USERPROFILE" ? _root : null;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>Continues in another session.</summary>
    public void In(string session) => _session = session;

    public void Say(string text) =>
        Add(new Dictionary<string, object> { ["type"] = "user", ["message"] = new { role = "user", content = text } });

    /// <summary>A response with only text.</summary>
    public void Answer(string text = "Done.") => Respond(new { type = "text", text });

    /// <summary>A response with a call, and its result.</summary>
    public void Call(string tool, object input, bool fails = false, string? denied = null)
    {
        var id = $"t{++_number}";
        Respond(
            new
            {
                type = "tool_use",
                id,
                name = tool,
                input,
            }
        );
        var result = new
        {
            type = "tool_result",
            tool_use_id = id,
            is_error = fails || denied is not null,
            content = fails ? "Exit code 1" : "ok",
        };
        var line = new Dictionary<string, object> { ["type"] = "user", ["message"] = new { role = "user", content = new[] { result } } };
        if (denied is not null)
        {
            line["toolDenialKind"] = denied;
        }

        Add(line);
    }

    public void Bash(string command, bool fails = false, string? denied = null) => Call("Bash", new { command }, fails, denied);

    public void Read(string file = "a.cs") => Call("Read", new { file_path = Path.Combine(Project, file) });

    public void Edit(string file = "a.cs", bool fails = false, string added = "first line\nsecond line") =>
        Call(
            "Edit",
            new
            {
                file_path = Path.Combine(Project, file),
                old_string = "x",
                new_string = added,
            },
            fails
        );

    public void Respond(object block)
    {
        var line = new Dictionary<string, object>
        {
            ["type"] = "assistant",
            ["requestId"] = $"r{++_number}",
            ["message"] = new
            {
                id = $"m{_number}",
                role = "assistant",
                model = Model,
                stop_reason = "tool_use",
                content = new[] { block },
                usage = new
                {
                    input_tokens = Tokens.Input,
                    output_tokens = Tokens.Output,
                    cache_creation_input_tokens = Tokens.Write,
                    cache_read_input_tokens = Tokens.Read,
                },
            },
        };
        foreach (var (name, value) in More)
        {
            line[name] = value;
        }

        Add(line);
    }

    /// <summary>The sessions as insights see them.</summary>
    public IReadOnlyList<RecordedSession> Sessions(bool scores = false)
    {
        foreach (var (path, lines) in _files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllLines(path, lines);
        }

        return new RecordScan(
            new ToolTimeHome(Path.Combine(_root, "home")),
            Environment,
            PriceBook.Listed,
            TimeZoneInfo.Utc,
            scores ? (text, isUser) => isUser ? UserSentiment.Score(text) : ModelConfidence.Score(text) : null
        ).Run(DateTimeOffset.UnixEpoch);
    }

    /// <summary>What stands out.</summary>
    public IReadOnlyList<Insight> Insights() => Document().Insights;

    /// <summary>The whole document about the sessions.</summary>
    public InsightDocument Document(bool scores = false) => InsightReport.Make(Sessions(scores), Options(scores));

    public InsightOptions Options(bool scores = false) =>
        new()
        {
            Home = new ToolTimeHome(Path.Combine(_root, "home")),
            Environment = Environment,
            Prices = PriceBook.Listed,
            Zone = TimeZoneInfo.Utc,
            Now = At.AddDays(5),
            Since = DateTimeOffset.UnixEpoch,
            HasSentiment = scores,
        };

    public IEnumerable<string> Kinds() => Insights().Select(insight => insight.Kind);

    /// <summary>A line of another kind.</summary>
    public void Add(Dictionary<string, object> line)
    {
        At = At.AddSeconds(10);
        line["uuid"] = $"u{++_number}";
        line["timestamp"] = At.ToString("yyyy-MM-ddTHH:mm:ss.fffZ");
        line["cwd"] = Folder ?? Project;
        line["sessionId"] = _session;
        var path = Path.Combine(_root, Client, "projects", "-shop", _session + ".jsonl");
        if (!_files.TryGetValue(path, out var lines))
        {
            _files[path] = lines = [];
        }

        lines.Add(JsonSerializer.Serialize(line));
    }
}
