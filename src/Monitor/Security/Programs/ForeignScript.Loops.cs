using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <content>Loops that never end, and those that start processes.</content>
internal sealed partial class ForeignScript
{
    private const int ManyProcesses = 300;

    /// <summary>Calls of the libraries of paid services.</summary>
    private static readonly string[] Asking = ["messages.create", "completions.create", "responses.create", "generate_content",
        "generateContent", "images.generate", "embeddings.create"];

    /// <summary>What ends or slows a loop, or reads what somebody says.</summary>
    private static readonly string[] Ending = ["break", "return", "exit", "raise", "throw", "sleep", "setTimeout", "wait", "input",
        "question", "readline", "stdin", "prompt", "recv", "receive", "queue.get", "q.get", "accept", "poll", "pop"];

    private void NoteLoops()
    {
        if (_tokens.Exists(token => token is { Kind: ForeignTokenKind.Name, Text: "fork" or "os.fork" or "pcntl_fork" })
            && _tokens.Exists(token => token is { Kind: ForeignTokenKind.Name, Text: "while" or "for" or "loop" }))
        {
            _call.Emit(EffectKind.Fork, _call.Name);
        }

        if (StartsMany())
        {
            _call.Emit(EffectKind.Fork, _call.Name);
        }

        if (CallsPaidService())
        {
            _call.Emit(EffectKind.Spin, "an endless loop that calls a paid service");
        }

        // `while True: pass` and `for(;;){}`.
        var canEnd = _tokens.Exists(token => token.Text is "break" or "sleep" or "return" or "exit" or "die" or "last" or "await");
        for (var at = 0; at + 1 < _tokens.Count && !canEnd; at++)
        {
            if (EndOfEndlessHead(at) is var body and > 0)
            {
                var kind = IsStarting(body) ? EffectKind.Fork
                    : body >= _tokens.Count || _tokens[body].Text is ";" || IsIdle(body) ? EffectKind.Spin : Growing(body - 1);
                if (kind is { } found)
                {
                    _call.Emit(found, "an endless loop");
                    break;
                }
            }
        }
    }

    /// <summary>
    /// Whether a loop calls a paid service and nothing can end or slow it: a conversation reads what its user says, and an agent stops
    /// when its task is done.
    /// </summary>
    private bool CallsPaidService()
    {
        var loop = _tokens.FindIndex(token => token is { Kind: ForeignTokenKind.Name, Text: "while" or "for" or "loop" });
        return loop >= 0 && _tokens.Skip(loop).Any(token => token.Kind is ForeignTokenKind.Name
            && Array.Exists(Asking, name => token.Text.EndsWith(name, StringComparison.Ordinal)))
            && !Enumerable.Range(0, _tokens.Count).Any(IsEnding)
            && Enumerable.Range(loop, _tokens.Count - loop).Any(at => EndOfEndlessHead(at) > 0);
    }

    /// <summary>Whether a token ends or slows a loop; as the name of an argument, `input` reads nothing.</summary>
    private bool IsEnding(int at)
    {
        var text = _tokens[at].Text;
        return Array.Exists(Ending, word => text == word || text.EndsWith($".{word}", StringComparison.Ordinal))
            && !(at + 1 < _tokens.Count && _tokens[at + 1].Text is "=" or ":");
    }

    /// <summary>Whether a loop over hundreds of numbers starts a process for each: `[Process(…).start() for _ in range(500)]`.</summary>
    private bool StartsMany() => _language is "python" && _tokens.Exists(token => token.Kind is ForeignTokenKind.Name
        && token.Text[(token.Text.LastIndexOf('.') + 1)..] is "Process" or "Popen")
        && Enumerable.Range(0, Math.Max(0, _tokens.Count - 2)).Any(at => _tokens[at].Text is "range" && _tokens[at + 1].Text is "("
            && Rounds(at + 2) >= ManyProcesses);

    /// <summary>How many numbers `range(500)` or `range(9000, 9003)` has.</summary>
    private long Rounds(int at) => !long.TryParse(_tokens[at].Text, out var first) ? 0
        : at + 2 < _tokens.Count && _tokens[at + 1].Text is "," && long.TryParse(_tokens[at + 2].Text, out var end) ? end - first
        : first;

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

    /// <summary>Whether a body starts programs and does not wait for them.</summary>
    private bool IsStarting(int body) => StartsInBackground(body)
        || _tokens.Skip(body).Take(MostStatement).Any(token => token.Kind is ForeignTokenKind.Name
        && token.Text[(token.Text.LastIndexOf('.') + 1)..] is "spawn" or "fork" or "Popen" or "Process")
        && !_tokens.Exists(token => token.Text.EndsWith("wait", StringComparison.Ordinal) || token.Text.EndsWith("communicate",
            StringComparison.Ordinal));

    /// <summary>Whether a body has a shell start something in the background, without waiting for it.</summary>
    private bool StartsInBackground(int body) => _language is "lua" or "perl" or "ruby" or "php" && Enumerable.Range(body,
        Math.Max(0, Math.Min(MostStatement, _tokens.Count - body - 2))).Any(at => _tokens[at].Text is "os.execute" or "system" or "exec"
            && _tokens[at + 2].Kind is ForeignTokenKind.Text && _tokens[at + 2].Text.TrimEnd().EndsWith('&'));

    /// <summary>What only grows in a loop, a list or a file: loops that read, wait or communicate have other calls.</summary>
    private EffectKind? Growing(int at)
    {
        var (calls, writes) = (0, 0);
        var redirected = _tokens.Skip(at + 1).Take(MostStatement).Select(token => token.Text).ToList();
        if (_language is "awk" && redirected.Contains("print") && redirected.Contains(">"))
        {
            return EffectKind.FillDisk;
        }

        if (_language is "ruby" && redirected is ["{" or "do", _, "<<" or "<", ..])
        {
            return EffectKind.Spin;
        }

        for (var next = at + 1; next + 1 < _tokens.Count; next++)
        {
            if (_tokens[next].Kind is ForeignTokenKind.Name && _tokens[next + 1].Text is "(")
            {
                var name = _tokens[next].Text;
                var isAdding = name.EndsWith(".append", StringComparison.Ordinal) || name.EndsWith(".push", StringComparison.Ordinal)
                    || name.EndsWith(".extend", StringComparison.Ordinal) || name.EndsWith(".add", StringComparison.Ordinal);
                var isWriting = name[(name.LastIndexOf('.') + 1)..] is "write" or "writeSync" or "appendFileSync" or "writelines"
                    && !name.Contains("std", StringComparison.Ordinal);
                if (!isAdding && !isWriting && name is not ("bytearray" or "bytes" or "Buffer.alloc" or "range" or "Array" or "new" or "str"
                    or "require" or "open" or "os.urandom" or "randomBytes"))
                {
                    return null;
                }

                calls += isAdding ? 1 : 0;
                writes += isWriting ? 1 : 0;
            }
        }

        return writes > 0 ? EffectKind.FillDisk : calls > 0 ? EffectKind.Spin : null;
    }
}
