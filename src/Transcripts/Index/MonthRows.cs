using System.Runtime.InteropServices;

namespace ToolTime.Transcripts.Index;

/// <summary>
/// Every response and call that was read of a month, each once, by the keys under which copies and later lines are known. What was counted
/// once stays, whatever becomes of the transcript.
/// </summary>
internal sealed class MonthRows(RowTable<ResponseRow> responses, RowTable<CallRow> calls)
{
    public bool IsChanged { get; private set; }

    public RowTable<ResponseRow> Responses => responses;

    public RowTable<CallRow> Calls => calls;

    public bool HasResponse(IdHash key) => responses.Find(key) >= 0;

    public bool HasCall(IdHash key) => calls.Find(key) >= 0;

    /// <summary>Of several lines for one response the largest counts; of equals the last, or of copies in several sessions the earliest.</summary>
    public void Add(in ResponseRow row)
    {
        var number = responses.Find(row.Key);
        if (number < 0)
        {
            responses.Add(row);
            IsChanged = true;
            return;
        }

        ref var stored = ref responses[number];
        if (row.Tokens.Total < stored.Tokens.Total || (row.Tokens.Total == stored.Tokens.Total && row.Session != stored.Session && row.At >= stored.At))
            return;
        IsChanged |= !MemoryMarshal.AsBytes(new ReadOnlySpan<ResponseRow>(in stored)).SequenceEqual(MemoryMarshal.AsBytes(new ReadOnlySpan<ResponseRow>(in row)));
        stored = row;
    }

    /// <summary>Of copies of a call in several sessions the earliest counts.</summary>
    public void Add(in CallRow row)
    {
        var number = calls.Find(row.Key);
        if (number < 0)
        {
            calls.Add(row);
            IsChanged = true;
            return;
        }

        ref var stored = ref calls[number];
        if (row.At >= stored.At)
            return;
        stored = row with { Outcome = stored.Outcome };
        IsChanged = true;
    }

    /// <summary>The first result of a call counts; one whose call is unknown does not.</summary>
    public void End(IdHash key, CallOutcome outcome)
    {
        if (calls.Find(key) is not (>= 0 and var number) || calls[number].Outcome is not CallOutcome.Unknown)
            return;
        calls[number].Outcome = outcome;
        IsChanged = true;
    }
}
