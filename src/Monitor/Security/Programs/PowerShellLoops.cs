using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>PowerShell loops that never end, and batch files that start themselves.</summary>
internal static class PowerShellLoops
{
    private static readonly string[] Heads = ["while($true){", "while(1){", "for(;;){", "for(){"];
    private static readonly string[] Starts = ["start-process", "start-job", "start-threadjob", "saps"];
    private static readonly string[] Appending = ["add-content", "[io.file]::appendall", "[system.io.file]::appendall"];
    private static readonly string[] Growing = ["+=", ".add((byte[]", ".add([byte[]]", ".add((string[]", "allochglobal("];
    private static readonly string[] Ends = ["sleep", "break", "return", "exit", "read-host", "wait-", "throw", "-wait"];

    /// <summary>Records a loop that starts processes or only grows.</summary>
    public static void Note(Call call, string text)
    {
        var compact = string.Concat(text.Where(letter => !char.IsWhiteSpace(letter))).ToLowerInvariant();
        foreach (var head in Heads)
        {
            var start = compact.IndexOf(head, StringComparison.Ordinal);
            if (start < 0 || Array.Exists(Ends, end => compact.IndexOf(end, start, StringComparison.Ordinal) >= 0))
            {
                continue;
            }

            var body = compact[(start + head.Length)..].Replace("new-object", "", StringComparison.Ordinal);
            if (Array.Exists(Starts, name => body.Contains(name, StringComparison.Ordinal)))
            {
                call.Emit(EffectKind.Fork, "powershell");
            }
            else if (Array.Exists(Appending, name => body.StartsWith(name, StringComparison.Ordinal)))
            {
                call.Emit(EffectKind.FillDisk, "an endless loop");
            }
            else if (body.StartsWith('}') || body.StartsWith("[math]::", StringComparison.Ordinal)
                || (!body.Contains('-', StringComparison.Ordinal) && Array.Exists(Growing, part => body.Contains(part,
                    StringComparison.Ordinal))))
            {
                call.Emit(EffectKind.Spin, "an endless loop");
            }

            return;
        }
    }

    /// <summary>Records a file that starts itself twice, `%0|%0`, and a counting loop without an end.</summary>
    public static void NotePrompt(Call call, string text)
    {
        if (text.Replace("^", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Contains("%0|%0",
            StringComparison.Ordinal))
        {
            call.Emit(EffectKind.Fork, "%0|%0");
        }

        // A step of zero never reaches the end.
        var compact = text.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        if (compact.IndexOf("for/l%", StringComparison.Ordinal) is var loop and >= 0
            && compact.IndexOf(",0,", loop, StringComparison.Ordinal) is var step and >= 0
            && compact.IndexOf(")dostart", step, StringComparison.Ordinal) >= 0)
        {
            call.Emit(EffectKind.Fork, "for /l");
        }
    }
}
