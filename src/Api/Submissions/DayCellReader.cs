using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ToolTime.Api.Problems;
using ToolTime.Api.Requests;
using ToolTime.Calendar;
using ToolTime.Names;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Api.Submissions;

/// <summary>Reads the day-cell form (schema 2). Unknown members are faults.</summary>
internal sealed class DayCellReader(FaultList faults, NameList names)
{
    /// <summary>All members of the form.</summary>
    public static readonly string[] RootMembers = ["schema", "submission_token", "client", "client_version", "days"];

    /// <summary>All members of a day.</summary>
    public static readonly string[] DayMembers =
    [
        "day",
        "revision",
        "tools",
        "skills",
        "mcp_servers",
        "plugins",
        "models",
        "edit_without_read",
    ];

    /// <summary>The largest revision: the largest integer that every JSON reader represents exactly.</summary>
    public const long MaximumRevision = (1L << 53) - 1;

    private readonly FieldReader _fields = new(faults);
    private readonly CountPositions _positions = new();
    private int _bucketed;

    public ParsedSubmission Read(JsonElement root)
    {
        _fields.RefuseUnknown(root, RootMembers, "");
        var token = _fields.Token(root);
        var client = _fields.TryGetRequired(root, "client", "/client", out var value) && value.ValueKind != JsonValueKind.Null
            ? _fields.Client(value)
            : AgentClient.Unknown;
        ReadVersion(root);
        var days = ReadDays(root);
        return new()
        {
            Token = token,
            Epoch = Epoch.Containing(days.IsEmpty ? default : days[0].Day),
            Generated = null,
            Positions = () => _positions,
            Submission = new DayCellSubmission { Client = client, Days = days },
            Bucketed = _bucketed,
        };
    }

    /// <summary>The version is validated, so that it can be relied on later, but not stored, since nothing needs it.</summary>
    private void ReadVersion(JsonElement root)
    {
        if (_fields.TryGetRequired(root, "client_version", "/client_version", out var value)
            && (value.ValueKind != JsonValueKind.String || !NamePattern.IsVersion(value.GetString()!)))
        {
            faults.Add("/client_version", FaultCode.Pattern, "client_version must have 1 to 32 letters, digits or characters of .+-");
        }
    }

    private ImmutableArray<DayCell> ReadDays(JsonElement root)
    {
        if (!_fields.TryGetRequired(root, "days", "/days", out var list))
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            faults.Add("/days", FaultCode.Type, "days must be a list.");
            return [];
        }

        if (list.GetArrayLength() is < 1 or > DayCellSubmission.MaximumDays)
        {
            faults.Add("/days", FaultCode.TooMany, $"days must hold 1 to {DayCellSubmission.MaximumDays} days.");
            return [];
        }

        var days = ImmutableArray.CreateRange(list.EnumerateArray().Index().Select(item => ReadDay(item.Item, item.Index)));
        CheckTogether(days);
        return days;
    }

    private DayCell ReadDay(JsonElement value, int position)
    {
        var pointer = $"/days/{position}";
        var cell = new DayCell { Day = default, Revision = 1, Report = new() { Counts = [] } };
        if (value.ValueKind != JsonValueKind.Object)
        {
            faults.Add("/days", position, FaultCode.Type, "A day must be an object.");
            return cell;
        }

        _fields.RefuseUnknown(value, DayMembers, pointer);
        return cell with
        {
            Day = ReadDate(value, pointer),
            Revision = _fields.TryGetRequired(value, "revision", $"{pointer}/revision", out var revision)
                ? _fields.Number(revision, "revision", 1, MaximumRevision, $"{pointer}/revision")
                : 1,
            Report = ReadReport(value, position, pointer),
        };
    }

    private DateOnly ReadDate(JsonElement value, string pointer)
    {
        if (!_fields.TryGetRequired(value, "day", $"{pointer}/day", out var day))
        {
            return default;
        }

        if (day.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(day.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        faults.Add($"{pointer}/day", FaultCode.Pattern, "day must be a UTC date such as 2026-11-20.");
        return default;
    }

    private UsageReport ReadReport(JsonElement value, int position, string pointer)
    {
        var counts = new CountsReader(_fields, _positions, names, position, pointer) { Strict = true };
        if (_fields.TryGetRequired(value, "tools", $"{pointer}/tools", out var tools))
        {
            counts.ReadOutcomes(tools, "tools", Dimension.Tool);
        }

        if (JsonBody.TryGet(value, "skills", out var skills))
        {
            counts.ReadSkills(skills, "skills");
        }

        if (JsonBody.TryGet(value, "mcp_servers", out var servers))
        {
            counts.ReadOutcomes(servers, "mcp_servers", Dimension.McpServer);
        }

        if (JsonBody.TryGet(value, "plugins", out var plugins))
        {
            counts.ReadPlugins(plugins, "plugins");
        }

        if (JsonBody.TryGet(value, "models", out var models))
        {
            counts.ReadCalls(models, "models", Dimension.Model, CountsReader.MaximumModels);
        }

        int? edits = JsonBody.TryGet(value, "edit_without_read", out var edited)
            ? (int)_fields.Number(edited, "edit_without_read", 0, CountsReader.MaximumCount, $"{pointer}/edit_without_read")
            : null;
        _bucketed += counts.Bucketed;
        return new() { Counts = counts.Counts(), EditsWithoutRead = edits };
    }

    private void CheckTogether(ImmutableArray<DayCell> days)
    {
        var seen = new HashSet<DateOnly>();
        foreach (var (position, cell) in days.Index())
        {
            if (cell.Day != default && !seen.Add(cell.Day))
            {
                faults.Add($"/days/{position}/day", FaultCode.DuplicateDay, "A day may appear only once in a submission.");
            }
        }

        if (!faults.Any && days.Select(cell => Epoch.Containing(cell.Day)).Distinct().Count() > 1)
        {
            faults.Add("/days", FaultCode.Epoch, "All days of a submission must be in one epoch.");
        }
    }
}
