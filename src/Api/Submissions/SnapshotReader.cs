using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ToolTime.Api.Problems;
using ToolTime.Api.Requests;
using ToolTime.Calendar;
using ToolTime.Names;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Api.Submissions;

/// <summary>Reads the snapshot form (schema 1). Unknown members are skipped and never stored.</summary>
internal sealed partial class SnapshotReader(FaultList faults, NameList names)
{
    /// <summary>All known members of the form.</summary>
    public static readonly string[] RootMembers =
    [
        "schema",
        "submission_token",
        "generated",
        "total_events",
        "tools",
        "edit_without_read",
        "edit_without_read_count",
        "model",
        "client",
        "skills",
        "mcp_servers",
        "installed_plugins",
    ];

    private const int MaximumEvents = 1_000_000;
    private const int MaximumTimeLength = 40;
    private const int MaximumModelLength = 100;

    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>The digits of a second's fraction after the seventh, as Go, Rust and Java write them.</summary>
    [GeneratedRegex(@"(?<=\.[0-9]{7})[0-9]+")]
    private static partial Regex FinerThanTicks { get; }

    private readonly FieldReader _fields = new(faults);
    private readonly CountPositions _positions = new();

    public ParsedSubmission Read(JsonElement root)
    {
        var counts = new CountsReader(_fields, _positions, names, day: 0, prefix: "") { Strict = false };
        var token = _fields.Token(root);
        var generated = ReadGenerated(root);
        var events = _fields.TryGetRequired(root, "total_events", "/total_events", out var total)
            ? _fields.Number(total, "total_events", 0, MaximumEvents, "/total_events")
            : 0;

        ReadCounts(root, counts);
        return new()
        {
            Token = token,
            Epoch = Epoch.Containing(generated.UtcDay()),
            Generated = generated,
            Positions = () => _positions,
            Submission = new SnapshotSubmission
            {
                Client = JsonBody.TryGet(root, "client", out var client) ? _fields.Client(client) : AgentClient.Unknown,
                GeneratedHour = generated.CutToHour(),
                TotalEvents = (int)events,
                Report = new() { EditsWithoutRead = ReadEdits(root), Counts = counts.Counts() },
            },
            Bucketed = counts.Bucketed,
        };
    }

    private void ReadCounts(JsonElement root, CountsReader counts)
    {
        if (_fields.TryGetRequired(root, "tools", "/tools", out var tools))
        {
            counts.ReadOutcomes(tools, "tools", Dimension.Tool);
        }

        if (JsonBody.TryGet(root, "skills", out var skills))
        {
            counts.ReadCalls(skills, "skills", Dimension.Skill);
        }

        if (JsonBody.TryGet(root, "mcp_servers", out var servers))
        {
            counts.ReadOutcomes(servers, "mcp_servers", Dimension.McpServer);
        }

        if (JsonBody.TryGet(root, "installed_plugins", out var plugins))
        {
            counts.ReadPlugins(plugins, "installed_plugins");
        }

        if (JsonBody.TryGet(root, "model", out var model))
        {
            ReadModel(model, counts);
        }
    }

    private void ReadModel(JsonElement value, CountsReader counts)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            faults.Add("/model", FaultCode.Type, "model must be a string or null.");
            return;
        }

        var model = value.GetString()!;
        if (model.Length > MaximumModelLength)
        {
            faults.Add("/model", FaultCode.Length, $"model may have at most {MaximumModelLength} characters.");
        }
        else if (model.Length > 0)
        {
            counts.Add(new() { Dimension = Dimension.Model, Name = model, Calls = 0 }, "/model", 0);
        }
    }

    private int? ReadEdits(JsonElement root)
    {
        foreach (var name in (ReadOnlySpan<string>)["edit_without_read", "edit_without_read_count"])
        {
            if (JsonBody.TryGet(root, name, out var value))
            {
                return (int)_fields.Number(value, name, 0, CountsReader.MaximumCount, $"/{name}");
            }
        }

        return null;
    }

    private DateTimeOffset ReadGenerated(JsonElement root)
    {
        var text = _fields.RequiredText(root, "generated", MaximumTimeLength);
        if (text.Length > 0
            && DateTimeOffset.TryParseExact(
                FinerThanTicks.Replace(text.ToUpperInvariant(), ""),
                TimeFormats,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var generated
            )
            && generated.Year > 1 // In the calendar's first year, a day may have no week that began before it.
        )
        {
            return generated;
        }

        if (text.Length > 0)
        {
            faults.Add("/generated", FaultCode.Pattern, "generated must be a date, or a date and time, in ISO 8601.");
        }

        return default;
    }
}
