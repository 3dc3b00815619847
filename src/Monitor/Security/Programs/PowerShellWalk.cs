using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Walks a PowerShell or command prompt line.</summary>
internal static class PowerShellWalk
{
    private const int MostDepth = 8;
    private const int MostParts = 32;
    private const int MostFormat = 4096;
    private const int MostItems = 4;

    /// <summary>Runs a PowerShell text.</summary>
    public static Content Run(Call call, Field text) => Run(call, text, isPrompt: false, depth: 0);

    /// <summary>Runs a single command as written, with its input.</summary>
    public static Content RunSegment(Call call)
    {
        var reader = new PowerShellReader(call.Segment, isPrompt: false, name => PowerShellVariables.Get(call, name),
            inner => Nested(call, inner, 0));
        return reader.Read().First() is [{ Count: > 0 } words, ..]
            ? PowerShellCmdlets.Run(new Call(call.Walk, call.State, words, [], call.Input, call.Segment), isPrompt: false)
                ?? Content.Unknown
            : Content.Unknown;
    }

    /// <summary>Runs a command prompt text.</summary>
    public static Content RunPrompt(Call call, Field text) => Run(call, text, isPrompt: true, depth: 0);

    /// <summary>Runs the block of a loop with what the pipeline gives it, in `$_` or the loop's own variable.</summary>
    public static Content RunLoop(Call call)
    {
        if (call.Args is not [.., var block])
        {
            return call.Input;
        }

        var name = call.Args is [{ Text: ['$', ..] own }, _, ..] ? own.ToLowerInvariant() : "$_";
        var items = call.Input.Paths is { Count: > 0 } paths ? paths.Take(MostItems).Select(path => new Field(path, call.Input.Data))
            : [Field.Anything with { Data = call.Input.Data }];
        return call.Walk.Nested(() => items.Aggregate(Content.Nothing, (output, item) =>
        {
            call.State.Set(name, item);
            return output.Then(Run(call, block, isPrompt: false, depth: 1));
        }));
    }

    /// <summary>Runs the content of a stream or file.</summary>
    public static Content Execute(Call call, Content content)
    {
        if (content.Has(DataKinds.Network | DataKinds.Decoded))
        {
            call.Emit(EffectKind.Execute, "powershell", data: content.Data);
        }

        return content.Text is { Length: > 0 } text ? Run(call, new Field(text)) : Content.Unknown;
    }

    private static Content Run(Call call, Field text, bool isPrompt, int depth)
    {
        if (depth > MostDepth || call.Walk.IsExhausted)
        {
            return Content.Unknown;
        }

        call.Walk.Spend(text.Text.Length * 2);
        if ((text.Data & (DataKinds.Network | DataKinds.Decoded)) != 0)
        {
            call.Emit(EffectKind.Execute, "powershell", data: text.Data);
        }

        if (text.Text.Contains("Sockets.TCPClient", StringComparison.OrdinalIgnoreCase))
        {
            call.Emit(EffectKind.ReverseShell, "powershell");
        }

        if (isPrompt)
        {
            PowerShellLoops.NotePrompt(call, text.Text);
        }
        else if (depth == 0)
        {
            // The content of parentheses belongs to this text too.
            PowerShellLoops.Note(call, text.Text);
            PowerShellMembers.Note(call, text.Text, inner => new PowerShellReader(inner, false, name => PowerShellVariables.Get(call, name),
                nested => Nested(call, nested, depth)).Read().First()[0]);
        }

        var state = call.State;
        var output = Content.Nothing;
        var reader = new PowerShellReader(text.Text, isPrompt,
            name => PowerShellVariables.Get(call, isPrompt ? $"env:{name}" : name), inner => Nested(call, inner, depth));
        foreach (var pipeline in reader.Read())
        {
            if (pipeline is [[{ Text: ['$', .. var target] }, { Text: PowerShellReader.TextSign or "=" } sign, .. var first], .. var rest])
            {
                PowerShellVariables.Set(call, target, sign.Text is not "=" && first.Count == 1 && rest.Count == 0 ? first[0]
                    : PowerShellVariables.From(RunPipeline(call, state, [first, .. rest], isPrompt)));
                continue;
            }

            // An entry of a table, as requests send them: `@{ file = Get-Item .env }`.
            output = output.Then(
                pipeline is [[var key, { Text: "=" }, .. { Count: > 0 } value], .. var more] && key.Text.All(char.IsAsciiLetterOrDigit)
                    ? EntryValue(call, state, [value, .. more], isPrompt)
                    : RunPipeline(call, state, pipeline, isPrompt)
            );
        }

        return output;
    }

    private static Content EntryValue(Call call, ShellState state, List<List<Field>> value, bool isPrompt) =>
        value is [[{ Text: var name }, var file]] && name.ToLowerInvariant() is "get-item" or "gi" ? call.Read(file)
        : RunPipeline(call, state, value, isPrompt);

    private static Content RunPipeline(Call call, ShellState state, IEnumerable<List<Field>> pipeline, bool isPrompt)
    {
        var content = Content.Nothing;
        foreach (var words in pipeline.Where(words => words.Count > 0))
        {
            content = RunCommand(call, state, words, content, isPrompt);
        }

        return content;
    }

    private static Field Nested(Call call, string text, int depth)
    {
        var content = Value(call, text, depth) ?? Run(call, new Field(text), isPrompt: false, depth + 1);
        // `(New-Object Net.WebClient)` and `[Convert]::FromBase64String(…)` are recognised by their words.
        var data = content.Data;
        data |= text.Contains("FromBase64String", StringComparison.OrdinalIgnoreCase) || IsMadeOfLetters(text) ? DataKinds.Decoded
            : DataKinds.None;
        return new Field(
            text.Trim().Equals("Get-PSReadLineOption", StringComparison.OrdinalIgnoreCase) ? $"{History(call)}/PSReadLine/"
                : content.Text?.TrimEnd('\n') is { Length: > 0 } known ? known
                : text.Contains("WebClient", StringComparison.OrdinalIgnoreCase) ? "WebClient"
                : Field.Anything.Text,
            data
        );
    }

    /// <summary>Whether an expression puts a text together from the numbers of its letters.</summary>
    private static bool IsMadeOfLetters(string text) =>
        text.Contains("[char", StringComparison.OrdinalIgnoreCase) && text.Contains("join", StringComparison.OrdinalIgnoreCase);

    /// <summary>The value of a string or variable in parentheses, which is not a command: `("i" + "ex")`; null for anything else.</summary>
    private static Content? Value(Call call, string text, int depth)
    {
        if (depth >= MostDepth || text.AsSpan().TrimStart() is not ['"' or '\'' or '$', ..])
        {
            return null;
        }

        call.Walk.Spend(text.Length);
        var reader = new PowerShellReader(text, isPrompt: false, name => PowerShellVariables.Get(call, name),
            inner => Value(call, inner, depth + 1) is { Text: { } known } value ? new Field(known, value.Data) : Field.Anything);
        return reader.Read().First() is [[{ IsKnown: true } word]] && word.Text.Length > 0 && word.Text[0] is not '$'
            ? new Content(word.Text, word.Data) : null;
    }

    /// <summary>The folder of PowerShell's history.</summary>
    private static string History(Call call) => $"{call.Walk.Home}/AppData/Roaming/Microsoft/Windows/PowerShell";

    private static Content RunCommand(Call call, ShellState state, List<Field> words, Content input, bool isPrompt)
    {
        var redirection = words.FindIndex(word => word.Text is ">" or ">>");
        var target = redirection >= 0 && redirection + 1 < words.Count ? words[redirection + 1] : null;
        var isAppended = redirection >= 0 && words[redirection].Text == ">>";
        if (redirection >= 0)
        {
            words = [.. words.Take(redirection), .. words.Skip(redirection + 2)];
        }

        var isCalled = words is [{ Text: "&" or "." }, ..];
        if (words is [{ Text: "&" or "." or "@" }, ..])
        {
            words = words[1..];
        }

        // A block of text that was fetched or decoded: `& ([scriptblock]::Create(…))`.
        if (words is [{ Data: var made } block, ..] && (made & (DataKinds.Network | DataKinds.Decoded)) != 0
            && (isCalled || PowerShellCmdlets.IsInvoking(words)))
        {
            return Execute(call, new Content(block.IsKnown ? block.Text : null, made));
        }

        if (words.Count == 0)
        {
            return input;
        }

        // The value of an expression in parentheses.
        if (words is [{ Text: [Field.Unknown] or [Field.Unknown, '.', ..] } value] && !isCalled)
        {
            return Content.Unknown.With(value.Data);
        }

        // `'{1}{0}' -f 'x', 'ie'`.
        if (words is [{ IsKnown: true } format, { Text: "-f" or "-F" }, .. { Count: < MostParts } parts]
            && format.Text.Contains('{', StringComparison.Ordinal))
        {
            return new Content(parts.Select((part, at) => (part, at)).Aggregate(format.Text, (text, part) => text.Length > MostFormat ? text
                : text.Replace($"{{{part.at}}}", part.part.Text, StringComparison.Ordinal)));
        }

        var inner = new Call(call.Walk, state, words, [], input, call.Segment);
        var output = PowerShellCmdlets.Run(inner, isPrompt) ?? ProgramTable.Instance.Run(inner);
        if (
            target is not null
            && !target.Text.Equals("nul", StringComparison.OrdinalIgnoreCase)
            && !target.Text.Equals("$null", StringComparison.OrdinalIgnoreCase)
        )
        {
            inner.Write(target, output, isAppended ? EffectTraits.None : EffectTraits.Overwrites);
            return Content.Nothing;
        }

        return output;
    }
}
