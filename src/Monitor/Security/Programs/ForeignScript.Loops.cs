using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <content>Loops that never end, and those that start processes.</content>
internal sealed partial class ForeignScript
{
    private void NoteLoops()
    {
        if (_tokens.Exists(token => token is { Kind: ForeignTokenKind.Name, Text: "fork" or "os.fork" })
            && _tokens.Exists(token => token is { Kind: ForeignTokenKind.Name, Text: "while" or "for" or "loop" }))
        {
            _call.Emit(EffectKind.Fork, _call.Name);
        }

        // `while True: pass` and `while(1){}`.
        var canEnd = _tokens.Exists(token => token.Text is "break" or "sleep" or "return");
        for (var at = 0; at + 3 < _tokens.Count && !canEnd; at++)
        {
            var isEndless = _tokens[at].Text is "while" && (_tokens[at + 1].Text is "True" or "1" or "true"
                || (_tokens[at + 1].Text is "(" && _tokens[at + 2].Text is "true" or "1"));
            if (isEndless && (_tokens.Skip(at + 2).Take(5).Any(token => token.Text is "pass" or "continue" or "}") || IsGrowing(at)))
            {
                _call.Emit(EffectKind.Spin, "an endless loop");
                break;
            }
        }
    }

    /// <summary>Whether a loop only makes a list longer: what reads, waits or talks to others has calls of another name.</summary>
    private bool IsGrowing(int at)
    {
        var calls = 0;
        for (var next = at + 1; next + 1 < _tokens.Count; next++)
        {
            if (_tokens[next].Kind is ForeignTokenKind.Name && _tokens[next + 1].Text is "(")
            {
                var name = _tokens[next].Text;
                var isAdding = name.EndsWith(".append", StringComparison.Ordinal) || name.EndsWith(".push", StringComparison.Ordinal)
                    || name.EndsWith(".extend", StringComparison.Ordinal) || name.EndsWith(".add", StringComparison.Ordinal);
                if (!isAdding && name is not ("bytearray" or "bytes" or "Buffer.alloc" or "range" or "Array" or "new" or "str"))
                {
                    return false;
                }

                calls += isAdding ? 1 : 0;
            }
        }

        return calls > 0;
    }
}
