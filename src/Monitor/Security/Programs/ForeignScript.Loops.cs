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

        // `while True: pass` and `for(;;){}`.
        var canEnd = _tokens.Exists(token => token.Text is "break" or "sleep" or "return" or "exit" or "die" or "last" or "await");
        for (var at = 0; at + 1 < _tokens.Count && !canEnd; at++)
        {
            if (EndOfEndlessHead(at) is var body and > 0
                && (body >= _tokens.Count || _tokens[body].Text is ";" || IsIdle(body) || IsGrowing(body - 1)))
            {
                _call.Emit(EffectKind.Spin, "an endless loop");
                break;
            }
        }
    }

    /// <summary>The start of a loop's body if its condition is always true; otherwise 0.</summary>
    private int EndOfEndlessHead(int at)
    {
        bool Is(int next, params ReadOnlySpan<string> texts) => at + next < _tokens.Count && texts.Contains(_tokens[at + next].Text);
        return _tokens[at] is not { Kind: ForeignTokenKind.Name, Text: "while" or "for" or "loop" } ? 0
            : Is(0, "for") ? Is(1, "(") && Is(2, ";") && Is(3, ";") && Is(4, ")") ? at + 5 : 0
            : Is(0, "loop") ? _language is "ruby" && Is(1, "{", "do") ? at + 1 : 0
            : Is(1, "(") && Is(2, "true", "1") && Is(3, ")") ? at + 4
            : Is(1, "True", "1", "true") ? at + 2
            : 0;
    }

    /// <summary>Whether a body is empty: `: pass`, `{}`, `do end`, `{ 1 }`.</summary>
    private bool IsIdle(int body) => _tokens.Skip(body).Take(4).Select(token => token.Text).ToArray()
        is [":", "pass" or "continue" or "1" or "..", ..] or ["{", "}", ..] or ["{", "continue", ..] or ["{", ";", "}", ..]
            or ["do", "end", ..] or ["{", "1" or "true", "}", ..] or ["{", "1" or "true", ";", "}"];

    /// <summary>Whether a loop only makes a list longer: loops that read, wait or communicate have other calls.</summary>
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
