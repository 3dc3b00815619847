using System.Runtime.InteropServices;

namespace ToolTime.Uploader.Transcripts.Index;

/// <summary>
/// Every response and call that was read of a month, each once, by the keys under which copies and later lines are known. What was counted
/// once stays, whatever becomes of the transcript.
/// </summary>
internal sealed class MonthRows
{
    private readonly List<ResponseRow> _responses;
    private readonly List<CallRow> _calls;
    private readonly Dictionary<UInt128, int> _responsePlaces;
    private readonly Dictionary<UInt128, int> _callPlaces;

    public MonthRows(ResponseRow[] responses, CallRow[] calls)
    {
        (_responses, _calls) = ([.. responses], [.. calls]);
        _responsePlaces = new(responses.Length);
        for (var i = 0; i < responses.Length; i++)
            _responsePlaces[responses[i].Key] = i;
        _callPlaces = new(calls.Length);
        for (var i = 0; i < calls.Length; i++)
            _callPlaces[calls[i].Key] = i;
    }

    public bool IsChanged { get; private set; }

    public ReadOnlySpan<ResponseRow> Responses => CollectionsMarshal.AsSpan(_responses);

    public ReadOnlySpan<CallRow> Calls => CollectionsMarshal.AsSpan(_calls);

    public bool HasResponse(UInt128 key) => _responsePlaces.ContainsKey(key);

    public bool HasCall(UInt128 key) => _callPlaces.ContainsKey(key);

    /// <summary>Of several lines for one response the largest counts; of equals the last, or of copies in several sessions the earliest.</summary>
    public void Add(in ResponseRow row)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_responsePlaces, row.Key, out var isKnown);
        if (!isKnown)
        {
            place = _responses.Count;
            _responses.Add(row);
            IsChanged = true;
            return;
        }

        ref var kept = ref CollectionsMarshal.AsSpan(_responses)[place];
        if (row.Tokens.Total < kept.Tokens.Total || (row.Tokens.Total == kept.Tokens.Total && row.Session != kept.Session && row.At >= kept.At))
            return;
        IsChanged |= !MemoryMarshal.AsBytes(new ReadOnlySpan<ResponseRow>(in kept)).SequenceEqual(MemoryMarshal.AsBytes(new ReadOnlySpan<ResponseRow>(in row)));
        kept = row;
    }

    /// <summary>Of copies of a call in several sessions the earliest counts.</summary>
    public void Add(in CallRow row)
    {
        if (_callPlaces.TryAdd(row.Key, _calls.Count))
        {
            _calls.Add(row);
            IsChanged = true;
            return;
        }

        ref var kept = ref CollectionsMarshal.AsSpan(_calls)[_callPlaces[row.Key]];
        if (row.At >= kept.At)
            return;
        kept = row with { Outcome = kept.Outcome };
        IsChanged = true;
    }

    /// <summary>The first result of a call counts.</summary>
    public void End(UInt128 key, CallOutcome outcome)
    {
        ref var call = ref CollectionsMarshal.AsSpan(_calls)[_callPlaces[key]];
        if (call.Outcome is not CallOutcome.Unknown)
            return;
        call.Outcome = outcome;
        IsChanged = true;
    }
}
