using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts;

/// <summary>What must be known from a transcript's start to continue in its middle. Stored in the index.</summary>
internal sealed class TranscriptState
{
    // An agent's context contains far fewer files; beyond this, the oldest are forgotten.
    private const int MaxFiles = 4096;

    // Beyond these, new ones are not remembered.
    private const int MaxOpenCalls = 256;
    private const int MaxWaiting = 256;
    private const int MaxOrigins = 64;

    private readonly Queue<ulong> _order = [];
    private readonly HashSet<ulong> _touched = [];
    private readonly Dictionary<IdHash, ulong> _openCalls = [];
    private readonly List<TokenCount> _records = [];
    private readonly List<ReadResponse> _unnamed = [];
    private readonly Dictionary<IdHash, ulong> _notes = [];
    private readonly Dictionary<IdHash, Skipped> _skipped = [];
    private readonly Dictionary<IdHash, string> _agents = [];
    private readonly List<string> _origins = [];

    /// <summary>
    /// The agent's working folder, as it reports it; null until then, also while it reports an empty one. Never stored: the index has no
    /// paths.
    /// </summary>
    public string? Folder
    {
        get;
        set => field = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>The client's version, if a line read now reports it; never stored.</summary>
    public string? Version { get; set; }

    /// <summary>The session, if the location has only the start of its identifier; null until a line has it.</summary>
    public string? Session { get; set; }

    /// <summary>The last model named, for responses that do not name theirs.</summary>
    public string? Model { get; set; }

    /// <summary>The session from which this one was forked or spawned; null if none is named.</summary>
    public string? Parent { get; set; }

    /// <summary>The sessions whose lines this one starts with a copy of, as it reports.</summary>
    public IReadOnlyList<string> Origins => _origins;

    /// <summary>True from the start until something comes that the parent does not have.</summary>
    public bool IsCopy { get; set; }

    /// <summary>
    /// Until when lines may be the parent's, in UTC seconds since 1970; the largest number before its first turn, 1 after that, if its
    /// turns tell so. 0 before the session is known.
    /// </summary>
    public uint CopiedUntil { get; set; }

    /// <summary>A hash of the current turn; 0 if turns have no identifiers.</summary>
    public uint Turn { get; set; }

    /// <summary>The running total of tokens, for lines that have only that.</summary>
    public TokenCount Running { get; set; }

    /// <summary>The call inside which other calls are made that are not the model's; default if none.</summary>
    public IdHash OuterCall { get; set; }

    /// <summary>The skill that the user started last, until the agent calls it; otherwise null.</summary>
    public string? TypedSkill { get; set; }

    /// <summary>
    /// True once a response reported how it stopped, or is of a version that always does: from then on, one that does not is unfinished.
    /// </summary>
    public bool SaysStops { get; set; }

    /// <summary>Adds a session whose lines this one starts with.</summary>
    public void AddOrigin(string session)
    {
        if (_origins.Count < MaxOrigins && !_origins.Contains(session))
        {
            _origins.Add(session);
        }
    }

    /// <summary>Adds the tokens of a record that has an identifier; another line may repeat them without one.</summary>
    public void AddRecord(TokenCount tokens)
    {
        if (_records.Count == MaxWaiting)
        {
            _records.RemoveAt(0);
        }

        _records.Add(tokens);
    }

    /// <summary>True if a record had these tokens; it is then used up.</summary>
    public bool TakeRecord(TokenCount tokens) => _records.Remove(tokens);

    /// <summary>A number that a format stored for itself; 0 if none.</summary>
    public ulong Noted(IdHash key) => _notes.GetValueOrDefault(key);

    /// <summary>Stores a number for later lines or runs: one per session of a database, otherwise few. 0 removes it.</summary>
    public void Note(IdHash key, ulong number)
    {
        if (number == 0)
        {
            _notes.Remove(key);
        }
        else
        {
            _notes[key] = number;
        }
    }

    /// <summary>What was skipped in all sessions of a database.</summary>
    public Skipped Skipped => _skipped.Values.Aggregate(default(Skipped), (all, one) => all + one);

    /// <summary>Stores what was skipped in a session of a database, instead of what was before.</summary>
    public void NoteSkipped(IdHash session, Skipped skipped)
    {
        if (skipped == default)
        {
            _skipped.Remove(session);
        }
        else
        {
            _skipped[session] = skipped;
        }
    }

    /// <summary>The kind of a subagent whose lines are among these, or whose transcript this is; null if unnamed.</summary>
    public string? Agent(IdHash key) => _agents.GetValueOrDefault(key);

    /// <summary>Stores a subagent's kind.</summary>
    public void NameAgent(IdHash key, string kind)
    {
        if (_agents.Count < MaxWaiting)
        {
            _agents[key] = kind;
        }
    }

    /// <summary>Adds a response whose model is not known yet.</summary>
    public void AddUnnamed(ReadResponse response)
    {
        if (_unnamed.Count < MaxWaiting)
        {
            _unnamed.Add(response);
        }
    }

    /// <summary>Returns and removes the responses that waited for their model.</summary>
    public IReadOnlyList<ReadResponse> TakeUnnamed(string model)
    {
        ReadResponse[] named = [.. _unnamed.Select(response => response with { Model = model, Kind = response.Kind & ~UsageKind.Unnamed })];
        _unnamed.Clear();
        return named;
    }

    /// <summary>Records a file tool's call; returns whether it edits a file that was not read or written before.</summary>
    public bool IsEditWithoutRead(IdHash call, string tool, ulong file)
    {
        if (_openCalls.Count < MaxOpenCalls)
        {
            _openCalls[call] = file;
        }

        return FileTools.IsEdit(tool) && !_touched.Contains(file);
    }

    /// <summary>Records how a call ended: a file that was really read or written is known from then on.</summary>
    public void End(IdHash call, CallOutcome outcome)
    {
        if (!_openCalls.Remove(call, out var file) || outcome is not CallOutcome.Ok)
        {
            return;
        }

        Touch(file);
        if (_order.Count > MaxFiles)
        {
            _touched.Remove(_order.Dequeue());
        }
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Session ?? "");
        writer.Write(Model ?? "");
        writer.Write(Parent ?? "");
        writer.Write(TypedSkill ?? "");
        writer.Write(IsCopy);
        writer.Write(CopiedUntil);
        writer.Write(Turn);
        writer.Write(SaysStops);
        OuterCall.Write(writer);
        Running.Write(writer);
        WriteAll(writer, _order, writer.Write);
        WriteAll(writer, _openCalls, call =>
        {
            call.Key.Write(writer);
            writer.Write(call.Value);
        });
        WriteAll(writer, _notes, note =>
        {
            note.Key.Write(writer);
            writer.Write(note.Value);
        });
        WriteAll(writer, _skipped, session =>
        {
            session.Key.Write(writer);
            session.Value.Write(writer);
        });
        WriteAll(writer, _agents, agent =>
        {
            agent.Key.Write(writer);
            writer.Write(agent.Value);
        });
        WriteAll(writer, _origins, writer.Write);
        WriteAll(writer, _records, record => record.Write(writer));
        WriteAll(writer, _unnamed, response =>
        {
            response.Key.Write(writer);
            writer.Write(response.At);
            response.Tokens.Write(writer);
            writer.Write((int)response.Kind);
            writer.Write(response.Witness);
            writer.Write((byte)((response.IsRunningTotal ? 1 : 0) | (response.IsInherited ? 2 : 0)));
        });
    }

    public static TranscriptState Read(BinaryReader reader)
    {
        var state = new TranscriptState
        {
            Session = Text(),
            Model = Text(),
            Parent = Text(),
            TypedSkill = Text(),
            IsCopy = reader.ReadBoolean(),
            CopiedUntil = reader.ReadUInt32(),
            Turn = reader.ReadUInt32(),
            SaysStops = reader.ReadBoolean(),
            OuterCall = IdHash.Read(reader),
            Running = TokenCount.Read(reader),
        };
        ReadAll(() => state.Touch(reader.ReadUInt64()));
        ReadAll(() => state._openCalls[IdHash.Read(reader)] = reader.ReadUInt64());
        ReadAll(() => state._notes[IdHash.Read(reader)] = reader.ReadUInt64());
        ReadAll(() => state._skipped[IdHash.Read(reader)] = Skipped.Read(reader));
        ReadAll(() => state._agents[IdHash.Read(reader)] = reader.ReadString());
        ReadAll(() => state._origins.Add(reader.ReadString()));
        ReadAll(() => state._records.Add(TokenCount.Read(reader)));
        ReadAll(() =>
        {
            var response = new ReadResponse(IdHash.Read(reader), reader.ReadUInt32(), UnknownModel.Name, TokenCount.Read(reader))
            {
                Kind = (UsageKind)reader.ReadInt32(),
                Witness = reader.ReadUInt32(),
            };
            var flags = reader.ReadByte();
            state._unnamed.Add(response with { IsRunningTotal = (flags & 1) != 0, IsInherited = (flags & 2) != 0 });
        });
        return state;

        string? Text() => reader.ReadString() is { Length: > 0 } text ? text : null;

        void ReadAll(Action read)
        {
            for (var left = reader.ReadInt32(); left > 0; left--)
            {
                read();
            }
        }
    }

    private static void WriteAll<T>(BinaryWriter writer, IReadOnlyCollection<T> all, Action<T> write)
    {
        writer.Write(all.Count);
        foreach (var one in all)
        {
            write(one);
        }
    }

    private void Touch(ulong file)
    {
        if (_touched.Add(file))
        {
            _order.Enqueue(file);
        }
    }
}
