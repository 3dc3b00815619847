using System.Runtime.InteropServices;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Index;

/// <summary>
/// Every response and call read for a month, each once, by the keys that identify copies and later lines. What was counted once stays,
/// whatever happens to the transcript.
/// </summary>
internal sealed class MonthRows(RowTable<ResponseRow> responses, RowTable<CallRow> calls)
{
    // A response of one of these kinds may be stored under another request.
    private const UsageKind UnderOther = UsageKind.Sidechain | UsageKind.NoRequest;

    // The first response with each message, and the first in every other session; null while no response is of these kinds.
    private Dictionary<uint, int>? _messages;
    private Dictionary<(uint Message, int Session), int> _inSessions = [];
    private bool _isSearched;

    /// <summary>True if it has unsaved changes.</summary>
    public bool IsChanged { get; set; }

    public RowTable<ResponseRow> Responses => responses;

    public RowTable<CallRow> Calls => calls;

    public bool HasResponse(IdHash key) => responses.Find(key) >= 0;

    public bool HasResponse(IdHash key, uint witness) =>
        responses.Find(key) is >= 0 and var number
        && (witness == 0 || responses[number].Witness == 0 || responses[number].Witness == witness);

    /// <summary>True if anything belongs to one of these sessions.</summary>
    public bool HoldsAnyOf(ReadOnlySpan<int> sessions)
    {
        for (var i = 0; i < responses.Count; i++)
        {
            if (sessions.Contains(responses[i].Session))
            {
                return true;
            }
        }

        for (var i = 0; i < calls.Count; i++)
        {
            if (sessions.Contains(calls[i].Session))
            {
                return true;
            }
        }

        return false;
    }

    public bool HasCall(IdHash key) => calls.Find(key) >= 0;

    /// <summary>
    /// If several lines report a response, the largest of each count counts; of copies in several sessions, the earliest. A gateway may
    /// number its responses from 1 in each session: a response with another session's identifier, but neither its witness nor its time, is
    /// not a copy.
    /// </summary>
    /// <returns>The change; null if there is nothing new.</returns>
    public RowChange<ResponseRow>? Add(in ResponseRow row)
    {
        var number = Find(row);
        if (number < 0)
        {
            return Insert(row);
        }

        if (responses[number].Session != row.Session && !IsCopy(responses[number], row))
        {
            var own = row.Under(Salted(row.Key, row.Session));
            number = responses.Find(own.Key);
            if (number < 0)
            {
                return Insert(own);
            }
        }

        return Merge(ref responses[number], row);
    }

    /// <summary>
    /// Of copies of a call in several sessions the earliest counts; one with another time is a copy only if it comes from a session of
    /// <paramref name="ancestors"/>, or if its identifier is unique everywhere.
    /// </summary>
    /// <returns>The call if it is new, otherwise null.</returns>
    public RowChange<CallRow>? Add(in CallRow row, IReadOnlyCollection<int> ancestors, bool isUnique = false)
    {
        var number = calls.Find(row.Key);
        if (
            number >= 0
            && !isUnique
            && calls[number].Session != row.Session
            && calls[number].At != row.At
            && !ancestors.Contains(calls[number].Session)
        )
        {
            return Add(row.Under(Salted(row.Key, row.Session)), ancestors);
        }

        if (number < 0)
        {
            calls.Add(row);
            IsChanged = true;
            return new RowChange<CallRow>(default, row, IsNew: true);
        }

        ref var stored = ref calls[number];
        if (row.At >= stored.At)
        {
            return null;
        }

        stored = row with { Outcome = stored.Outcome, Milliseconds = stored.Milliseconds };
        IsChanged = true;
        return null;
    }

    /// <summary>
    /// The first result that says how a call ended counts, and the first that says how long it took; a result whose call is unknown does
    /// not.
    /// </summary>
    /// <returns>The change; null if there is nothing new.</returns>
    public RowChange<CallRow>? End(IdHash key, int session, CallOutcome outcome, int milliseconds)
    {
        var number = calls.Find(key);
        if (number >= 0 && calls[number].Session != session && calls.Find(Salted(key, session)) is >= 0 and var own)
        {
            number = own;
        }

        if (number < 0)
        {
            return null;
        }

        ref var call = ref calls[number];
        var before = call;
        if (call.Outcome is CallOutcome.Unknown && outcome is not CallOutcome.Unknown)
        {
            call.Outcome = outcome;
        }

        if (call.Milliseconds == CallRow.NotMeasured && milliseconds >= 0)
        {
            call.Milliseconds = milliseconds;
        }

        if (call.Outcome == before.Outcome && call.Milliseconds == before.Milliseconds)
        {
            return null;
        }

        IsChanged = true;
        return new RowChange<CallRow>(before, call, IsNew: false);
    }

    /// <summary>Removes a session's rows, and reports them.</summary>
    public void Remove(int session, IUsageObserver? observer)
    {
        responses = responses.Where((in ResponseRow row) =>
        {
            if (row.Session == session)
            {
                observer?.Replaced(row);
            }

            return row.Session != session;
        });
        calls = calls.Where((in CallRow row) =>
        {
            if (row.Session == session)
            {
                observer?.Replaced(row);
            }

            return row.Session != session;
        });
        (_messages, _isSearched, IsChanged) = (null, false, true);
    }

    /// <summary>Adds a response from older readers; if it was read again since, that counts instead.</summary>
    public void AddOlder(in ResponseRow row)
    {
        if (responses.Find(row.Key) is var number && (number < 0 || responses[number].Session != row.Session))
        {
            Add(row);
        }
    }

    /// <inheritdoc cref="AddOlder(in ResponseRow)"/>
    public void AddOlder(in CallRow row, IReadOnlyCollection<int> relatives)
    {
        if (calls.Find(row.Key) is var number && (number < 0 || calls[number].Session != row.Session))
        {
            Add(row, relatives);
        }
    }

    // A side conversation repeats responses of its session under its own request. A line without a request is of the response that has its
    // message, in a copy also of another session.
    private int Find(in ResponseRow row)
    {
        var number = responses.Find(row.Key);
        if (number >= 0 || row.Message == 0 || !HasMessages(row))
        {
            return number;
        }

        if (InSession(row) is >= 0 and var own)
        {
            return ((row.Kind | responses[own].Kind) & UnderOther) != 0 ? own : -1;
        }

        return
            _messages!.TryGetValue(row.Message, out var first)
            && (row.Kind | responses[first].Kind).HasFlag(UsageKind.NoRequest)
            && IsCopy(responses[first], row)
            ? first
            : -1;
    }

    private int InSession(in ResponseRow row) =>
        _messages!.TryGetValue(row.Message, out var first) && responses[first].Session == row.Session ? first
        : _inSessions.TryGetValue((row.Message, row.Session), out var own) ? own
        : -1;

    private bool HasMessages(in ResponseRow row)
    {
        if (_messages is null && ((row.Kind & UnderOther) != 0 || (!_isSearched && HasAnyUnderOther())))
        {
            (_messages, _inSessions) = ([], []);
            for (var i = 0; i < responses.Count; i++)
            {
                NoteMessage(responses[i], i);
            }
        }

        _isSearched = true;
        return _messages is not null;
    }

    private void NoteMessage(in ResponseRow row, int number)
    {
        if (_messages is not null && row.Message != 0 && !_messages.TryAdd(row.Message, number))
        {
            _inSessions.TryAdd((row.Message, row.Session), number);
        }
    }

    private bool HasAnyUnderOther()
    {
        for (var i = 0; i < responses.Count; i++)
        {
            if ((responses[i].Kind & UnderOther) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private RowChange<ResponseRow> Insert(in ResponseRow row)
    {
        NoteMessage(row, responses.Count);
        responses.Add(row);
        IsChanged = true;
        return new RowChange<ResponseRow>(default, row, IsNew: true);
    }

    private RowChange<ResponseRow>? Merge(ref ResponseRow stored, in ResponseRow row)
    {
        var before = stored;
        var isSameSession = stored.Session == row.Session;
        if (isSameSession ? row.Tokens.Total >= stored.Tokens.Total : row.At < stored.At)
        {
            (stored.At, stored.Session) = (row.At, row.Session);
        }

        if (stored.Kind.HasFlag(UsageKind.Unnamed) && !row.Kind.HasFlag(UsageKind.Unnamed))
        {
            (stored.Model, stored.Kind) = (row.Model, stored.Kind & ~UsageKind.Unnamed);
        }

        stored.Merge(row);
        if (
            MemoryMarshal
                .AsBytes(new ReadOnlySpan<ResponseRow>(in before))
                .SequenceEqual(MemoryMarshal.AsBytes(new ReadOnlySpan<ResponseRow>(in stored)))
        )
        {
            return null;
        }

        IsChanged = true;
        return new RowChange<ResponseRow>(before, stored, IsNew: false);
    }

    private static bool IsCopy(in ResponseRow stored, in ResponseRow row) =>
        stored.At == row.At || (stored.Witness != 0 && stored.Witness == row.Witness);

    private static IdHash Salted(IdHash key, int session) => IdHash.Compute(MemoryMarshal.AsBytes<int>([session]), key);
}
