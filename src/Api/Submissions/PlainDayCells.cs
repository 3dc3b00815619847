using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ToolTime.Api.Requests;
using ToolTime.Calendar;
using ToolTime.Names;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Api.Submissions;

/// <summary>
/// Reads ordinary day cells, with nothing wrong or unusual in them, in one pass and without building a document. In case of doubt it gives
/// up, and <see cref="DayCellReader"/> decides: only that one reports faults, and it would read whatever this one accepts in the same way.
/// </summary>
internal sealed class PlainDayCells
{
    private const int MaximumClientLength = 32;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = JsonBody.MaximumDepth };

    private readonly PlainCounts _counts;
    private readonly List<DayCell> _days = new(1);
    private AgentClient _client;
    private string _token = "";

    private PlainDayCells(NameList names) => _counts = new(names);

    [Flags]
    private enum Members
    {
        None = 0,
        Schema = 1,
        Token = 2,
        Client = 4,
        Version = 8,
        Days = 16,
        AllOfRoot = Schema | Token | Client | Version | Days,
        Day = 1 << 5,
        Revision = 1 << 6,
        Tools = 1 << 7,
        RequiredOfDay = Day | Revision | Tools,
        Skills = 1 << 8,
        Servers = 1 << 9,
        Plugins = 1 << 10,
        Models = 1 << 11,
        Edits = 1 << 12,
    }

    /// <summary>Reads a submission; null if it has another form, or anything is wrong or unusual.</summary>
    /// <param name="body">The body in UTF-8.</param>
    /// <param name="names">The list for normalizing names.</param>
    /// <param name="positions">Finds the positions of the counts.</param>
    public static ParsedSubmission? Read(ReadOnlySpan<byte> body, NameList names, Func<CountPositions> positions)
    {
        try
        {
            var json = new Utf8JsonReader(body, Options);
            var reading = new PlainDayCells(names);
            return json.Read() && reading.TryReadRoot(ref json) && !json.Read() && reading.AreDaysTogether()
                ? reading.ToSubmission(positions)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsPlainText(ref Utf8JsonReader json, int maximumLength) =>
        json.TokenType == JsonTokenType.String
        && !json.ValueIsEscaped
        && json.ValueSpan.Length is var length
        && length >= 1
        && length <= maximumLength;

    /// <summary>Records a member; false if it does not belong to the form, or is a duplicate.</summary>
    private static bool TryNote(ref Members seen, Members member)
    {
        var isNew = (seen & member) == Members.None && member != Members.None;
        seen |= member;
        return isNew;
    }

    private static Members RootMember(ref Utf8JsonReader json) =>
        json.ValueTextEquals("schema"u8) ? Members.Schema
        : json.ValueTextEquals("submission_token"u8) ? Members.Token
        : json.ValueTextEquals("client"u8) ? Members.Client
        : json.ValueTextEquals("client_version"u8) ? Members.Version
        : json.ValueTextEquals("days"u8) ? Members.Days
        : Members.None;

    private static Members DayMember(ref Utf8JsonReader json) =>
        json.ValueTextEquals("day"u8) ? Members.Day
        : json.ValueTextEquals("revision"u8) ? Members.Revision
        : json.ValueTextEquals("tools"u8) ? Members.Tools
        : json.ValueTextEquals("skills"u8) ? Members.Skills
        : json.ValueTextEquals("mcp_servers"u8) ? Members.Servers
        : json.ValueTextEquals("plugins"u8) ? Members.Plugins
        : json.ValueTextEquals("models"u8) ? Members.Models
        : json.ValueTextEquals("edit_without_read"u8) ? Members.Edits
        : Members.None;

    private bool TryReadRoot(ref Utf8JsonReader json)
    {
        var seen = Members.None;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var member = RootMember(ref json);
            if (!TryNote(ref seen, member) || !json.Read() || !TryReadRootMember(ref json, member))
            {
                return false;
            }
        }

        return seen == Members.AllOfRoot;
    }

    private bool TryReadRootMember(ref Utf8JsonReader json, Members member) =>
        member switch
        {
            Members.Schema => json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var schema) && schema == 2,
            Members.Token => TryReadToken(ref json),
            Members.Client => json.TokenType == JsonTokenType.Null
                || (IsPlainText(ref json, MaximumClientLength) && AgentClientNames.TryParse(json.GetString()!, out _client)),
            Members.Version => json.TokenType == JsonTokenType.String && NamePattern.IsVersion(json.ValueSpan),
            _ => TryReadDays(ref json),
        };

    private bool TryReadToken(ref Utf8JsonReader json)
    {
        var isPlain = IsPlainText(ref json, SubmitterId.MaximumTokenLength);
        _token = isPlain ? json.GetString()! : "";
        return isPlain;
    }

    private bool TryReadDays(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            if (_days.Count == DayCellSubmission.MaximumDays || !TryReadDay(ref json))
            {
                return false;
            }
        }

        return json.TokenType == JsonTokenType.EndArray && _days.Count > 0;
    }

    private bool TryReadDay(ref Utf8JsonReader json)
    {
        var (seen, day, revision, edits) = (Members.None, default(DateOnly), 0L, (int?)null);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var member = DayMember(ref json);
            if (!TryNote(ref seen, member) || !json.Read())
            {
                return false;
            }

            var isPlain = member switch
            {
                Members.Day => TryReadDate(ref json, out day),
                Members.Revision => json.TokenType == JsonTokenType.Number
                    && json.TryGetInt64(out revision)
                    && revision is >= 1 and <= DayCellReader.MaximumRevision,
                Members.Tools => _counts.TryReadOutcomes(ref json, Dimension.Tool),
                _ when json.TokenType == JsonTokenType.Null => true,
                Members.Skills => _counts.TryReadSkills(ref json),
                Members.Servers => _counts.TryReadOutcomes(ref json, Dimension.McpServer),
                Members.Plugins => _counts.TryReadPlugins(ref json),
                Members.Models => _counts.TryReadModels(ref json),
                _ => PlainCounts.TryReadNumber(ref json, out edits),
            };
            if (!isPlain)
            {
                return false;
            }
        }

        _days.Add(new() { Day = day, Revision = revision, Report = new() { Counts = _counts.Take(), EditsWithoutRead = edits } });
        return (seen & Members.RequiredOfDay) == Members.RequiredOfDay;
    }

    private static bool TryReadDate(ref Utf8JsonReader json, out DateOnly day)
    {
        Span<char> text = stackalloc char[10];
        day = default;
        return IsPlainText(ref json, text.Length)
            && Ascii.ToUtf16(json.ValueSpan, text, out var length) == OperationStatus.Done
            && DateOnly.TryParseExact(text[..length], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            && day != default;
    }

    /// <summary>Whether the days are distinct and of one epoch.</summary>
    private bool AreDaysTogether()
    {
        for (var index = 1; index < _days.Count; index++)
        {
            var day = _days[index].Day;
            if (Epoch.Containing(day) != Epoch.Containing(_days[0].Day) || _days.FindIndex(cell => cell.Day == day) < index)
            {
                return false;
            }
        }

        return true;
    }

    private ParsedSubmission ToSubmission(Func<CountPositions> positions) => new()
    {
        Token = _token,
        Epoch = Epoch.Containing(_days[0].Day),
        Generated = null,
        Positions = positions,
        Submission = new DayCellSubmission { Client = _client, Days = [.. _days] },
        Bucketed = _counts.Bucketed,
    };
}
