using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ToolTime.Recording.Calls;
using ZstdSharp;

namespace ToolTime.Transcripts;

/// <summary>What was read from one transcript, and the state in which it was left. For one thread.</summary>
internal sealed class TranscriptReading(TranscriptFile file, TranscriptState state, Utf8Names names)
{
    private readonly Dictionary<(string Client, string Session), TranscriptReading> _inSessions = [];

    public TranscriptFile File => file;

    public TranscriptState State => state;

    public Utf8Names Names => names;

    public List<ReadResponse> Responses { get; } = [];

    public List<ReadCall> Calls { get; } = [];

    public List<ReadOutcome> Outcomes { get; } = [];

    /// <summary>Receives calls' input; null if not needed, since it is the largest part of a transcript.</summary>
    public TakeInput? Inputs { get; init; }

    /// <summary>Receives what was said; null if not needed.</summary>
    public TakeText? Texts { get; init; }

    /// <summary>The readings of a file's sessions, if it contains many.</summary>
    public List<TranscriptReading> Sessions { get; } = [];

    /// <summary>The reading of one of a client's sessions, created if there is none yet.</summary>
    public TranscriptReading InSession(ITranscriptFormat format, string session)
    {
        if (_inSessions.TryGetValue((format.Client, session), out var reading))
        {
            return reading;
        }

        reading = new TranscriptReading(file with { Format = format, Session = session }, new TranscriptState(), names);
        _inSessions[(format.Client, session)] = reading;
        Sessions.Add(reading);
        return reading;
    }

    /// <summary>True if nothing was read that counts.</summary>
    public bool IsEmpty => Responses.Count + Calls.Count + Outcomes.Count + ClientCosts.Count == 0;

    /// <summary>The session that everything belongs to.</summary>
    public string Session => state.Session ?? file.Session;

    /// <summary>The client's own figure for the cost of a model's part of the session; the last one counts.</summary>
    public Dictionary<string, ClientCost> ClientCosts { get; } = new(StringComparer.Ordinal);

    /// <summary>The responses in this session that count by another file; null until the format asked.</summary>
    public CountedElsewhere? CountedElsewhere { get; set; }

    /// <summary>How far the file was read: the end of a whole line.</summary>
    public long Position { get; set; }

    /// <summary>True if the file continues after <see cref="Position"/>, because the reader stopped at its limit.</summary>
    public bool HasMore { get; set; }

    /// <summary>Shows the next run whether the file still starts with what was read.</summary>
    public IdHash Fingerprint { get; set; }

    /// <summary>Over the whole file up to <see cref="Position"/>.</summary>
    public Skipped Skipped { get; set; }

    /// <summary>False if the file was gone, or could not be read to its end.</summary>
    public bool IsComplete { get; set; }

    /// <summary>True if the file's content is damaged, so that reading it again finds nothing more until it changes.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Reads a line, or a row that contains one, and counts its faults.</summary>
    public void Take(ReadOnlySpan<byte> line, ReadLine read)
    {
        try
        {
            if (!read(line, this))
            {
                Skipped += Skipped.OneForeign;
            }
        }
        catch (ForeignLineException)
        {
            Skipped += Skipped.OneForeign;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ZstdException)
        {
            // A name with invalid Unicode only fails when it is read, and is not JSON either.
            Skipped += Skipped.OneTorn;
        }
    }

    /// <summary>If several lines report a response, the largest of each count counts.</summary>
    public void Add(ReadResponse response)
    {
        if (Responses.Count > 0 && Responses[^1] is var last && last.Key == response.Key)
        {
            Responses[^1] = last.Merge(response);
            return;
        }

        Responses.Add(response);
    }

    /// <summary>
    /// Adds a call; <paramref name="filePath"/> is the file that a file tool works on, from <paramref name="folder"/> if it is relative.
    /// </summary>
    public void AddCall(
        IdHash key,
        uint at,
        string tool,
        string? skill,
        ReadOnlySpan<byte> filePath,
        Attribution? attribution = null,
        bool isUnique = false,
        ReadOnlySpan<byte> folder = default
    )
    {
        var isUnread = !filePath.IsEmpty && FileTools.IsOne(tool) && state.IsEditWithoutRead(key, tool, FileHash(folder, filePath));
        var isTyped = skill is not null && skill == state.TypedSkill;
        state.TypedSkill = isTyped ? null : state.TypedSkill;
        Calls.Add(new ReadCall(key, at, tool, isTyped ? null : skill, isUnread) { Attribution = attribution, IsUnique = isUnique });
    }

    /// <summary>Passes on a call's input, if needed.</summary>
    /// <param name="key">Identifies the call.</param>
    /// <param name="at">UTC seconds since 1970.</param>
    /// <param name="tool">The tool's name.</param>
    /// <param name="json">The input: JSON.</param>
    /// <param name="folder">The working directory; null for the session's.</param>
    /// <param name="isBeforeResponse">Whether the response that made it comes after it in the transcript.</param>
    public void AddInput(IdHash key, uint at, string tool, ReadOnlySpan<byte> json, string? folder = null, bool isBeforeResponse = false)
    {
        if (!json.IsEmpty)
        {
            Inputs?.Invoke(
                new CallInput
                {
                    Key = key,
                    Client = file.Format.Client,
                    Session = Session,
                    At = at,
                    Tool = tool,
                    Json = json,
                    Response = file.Format is IDatabaseFormat ? -1 : Responses.Count - (isBeforeResponse ? 0 : 1),
                    Folder = folder ?? state.Folder,
                }
            );
        }
    }

    /// <summary>Adds a call with its input; <paramref name="skill"/> is empty if it loads none.</summary>
    public void AddCall(IdHash key, uint at, string tool, string skill, JsonElement input, Attribution? attribution = null)
    {
        AddCall(key, at, Names.Get(tool), skill.Length > 0 ? Names.Get(skill) : null, filePath: default, attribution);
        if (Inputs is not null && input.ValueKind is not JsonValueKind.Undefined)
        {
            AddInput(key, at, tool, JsonMarshal.GetRawUtf8Value(input));
        }
    }

    /// <summary>Passes on what was said, if needed and not empty.</summary>
    /// <param name="at">UTC seconds since 1970.</param>
    /// <param name="text">The words.</param>
    /// <param name="isUser">Whether the user said it.</param>
    /// <param name="isSubagent">Whether it is a subagent's conversation; the transcript's location or parent may also say so.</param>
    public void AddText(uint at, string text, bool isUser, bool isSubagent = false)
    {
        if (Texts is not null && !string.IsNullOrWhiteSpace(text))
        {
            Texts(
                new MessageText
                {
                    Client = file.Format.Client,
                    Folder = state.Folder,
                    Session = Session,
                    At = at,
                    IsUser = isUser,
                    IsSubagent = isSubagent || file.IsOfSubagent,
                    Text = text,
                }
            );
        }
    }

    /// <summary>Adds a skill that the user started; the agent's own call that follows is the same use.</summary>
    public void AddTypedSkill(IdHash key, uint at, string skill)
    {
        state.TypedSkill = skill;
        Calls.Add(new ReadCall(key, at, null, skill, IsEditWithoutRead: false));
    }

    /// <summary>Adds how a call ended; <paramref name="milliseconds"/> is how long it ran, -1 if unknown.</summary>
    public void AddOutcome(IdHash key, uint at, CallOutcome outcome, long milliseconds = -1)
    {
        state.End(key, outcome);
        Outcomes.Add(new ReadOutcome(key, at, outcome, (int)Math.Clamp(milliseconds, -1, int.MaxValue)));
    }

    private static ulong FileHash(ReadOnlySpan<byte> folder, ReadOnlySpan<byte> path) =>
        IdHash.Compute(FilePath.Normalize(Encoding.UTF8.GetString(folder), Encoding.UTF8.GetString(path))).Low;
}

/// <summary>How a call ended.</summary>
/// <param name="Key">Identifies the call.</param>
/// <param name="At">UTC seconds since 1970.</param>
/// <param name="Outcome">Unknown if only the duration is reported.</param>
/// <param name="Milliseconds">How long it ran, without the time spent asking for permission; -1 if unknown.</param>
internal readonly record struct ReadOutcome(IdHash Key, uint At, CallOutcome Outcome, int Milliseconds);
