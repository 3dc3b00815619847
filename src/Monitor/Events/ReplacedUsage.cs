using ToolTime.Recording.Calls;
using ToolTime.Transcripts;
using ToolTime.Transcripts.Index;

namespace ToolTime.Monitor.Events;

/// <summary>
/// What was known about a session over OTLP before its transcript was found. It is subtracted from the transcript's figures, because it was
/// already published or is history. For one thread at a time.
/// </summary>
internal sealed class ReplacedUsage
{
    private readonly Dictionary<(int Session, int Model), (TokenCount Tokens, decimal CostUsd)> _responses = [];
    private readonly HashSet<IdHash> _calls = [];
    private readonly Dictionary<(int Session, int Tool), int> _callsByTool = [];

    /// <summary>Whether a call was known before.</summary>
    internal enum Known
    {
        No,
        Yes,

        /// <summary>The client gives calls no identifiers over OTLP, and enough calls of the tool were known.</summary>
        UnderAnotherKey,
    }

    public void Add(in ResponseRow row, decimal costUsd)
    {
        var (tokens, cost) = _responses.GetValueOrDefault((row.Session, row.Model));
        _responses[(row.Session, row.Model)] = (tokens + row.Tokens, cost + costUsd);
    }

    public void Add(in CallRow row)
    {
        _calls.Add(row.Key);
        _callsByTool[(row.Session, row.Tool)] = _callsByTool.GetValueOrDefault((row.Session, row.Tool)) + 1;
    }

    /// <summary>Subtracts what was known; false if nothing is left.</summary>
    public bool IsNew(in ResponseRow row, ref TokenCount tokens, ref decimal? costUsd)
    {
        if (_responses.Count == 0 || !_responses.Remove((row.Session, row.Model), out var known))
        {
            return true;
        }

        var taken = TokenCount.Min(known.Tokens, tokens);
        var takenCost = Math.Min(known.CostUsd, costUsd ?? 0);
        if (taken != known.Tokens)
        {
            _responses[(row.Session, row.Model)] = (known.Tokens - taken, known.CostUsd - takenCost);
        }

        tokens -= taken;
        costUsd -= takenCost;
        return tokens.Total > 0;
    }

    public Known Find(in RowChange<CallRow> change, string client)
    {
        var row = change.After;
        if (!change.IsNew || _calls.Count == 0)
        {
            return Known.No;
        }

        if (_calls.Remove(row.Key))
        {
            return Known.Yes;
        }

        if (client is not (ClientName.Gemini or ClientName.Qwen) || _callsByTool.GetValueOrDefault((row.Session, row.Tool)) == 0)
        {
            return Known.No;
        }

        _callsByTool[(row.Session, row.Tool)]--;
        return Known.UnderAnotherKey;
    }
}
