using System.Globalization;
using System.Text;
using ToolTime.Monitor.Security.Effects;
using ToolTime.Monitor.Security.Shell;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Builtins of a shell.</summary>
internal static class ShellBuiltins
{
    private static readonly OptionSpec Read = new("-d -i -n -N -p -t -u -a");

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["cd"] = programs["chdir"] = programs["pushd"] = ChangeFolder;
        programs["popd"] = call => ChangeTo(call, call.State.LastFolder);
        programs["pwd"] = call => new Content((call.State.Folder ?? Field.Anything.Text) + "\n");
        programs["export"] = programs["declare"] = programs["local"] = programs["readonly"] = programs["typeset"] = Declare;
        programs["unset"] = Unset;
        programs["set"] = Set;
        programs["shopt"] =
            programs["wait"] =
            programs["type"] =
            programs["where"] =
            programs["hash"] =
            programs["man"] =
            programs["help"] =
                _ => Content.Unknown;
        programs["which"] = call => Located(call.Args.Where(arg => !arg.Text.StartsWith('-')));
        programs["compgen"] = call => call.Args is [{ Text: "-e" or "-v" }, ..] or [{ Text: "-A" }, { Text: "export" or "variable" }, ..]
            ? Content.Unknown.With(DataKinds.VariableNames) : Content.Unknown;
        programs["alias"] = Alias;
        programs["eval"] = call => call.RunText(Joined(call.Args), call.State);
        programs["source"] = programs["."] = Source;
        programs["exec"] = Exec;
        programs["command"] = programs["builtin"] = Command;
        programs["trap"] = call => call.Args is [var action, _, ..] && action.Text is not ("-" or "" or "-p" or "-l")
            ? call.RunText(action, call.State, Content.Nothing) : Content.Nothing;
        programs["read"] = programs["mapfile"] = programs["readarray"] = ReadLine;
        programs["echo"] = Echo;
        programs["printf"] = Printf;
        programs["history"] = History;
        programs["fc"] = _ => Content.Unknown;
        programs["atuin"] = programs["hishtory"] = programs["mcfly"] = ForgetHistory;
        programs["true"] =
            programs[":"] =
            programs["false"] =
            programs["test"] =
            programs["["] =
            programs["break"] =
            programs["exit"] =
            programs["return"] =
            programs["continue"] =
                _ => Content.Nothing;
        programs["ulimit"] = _ => Content.Nothing;
    }

    public static Field Joined(IEnumerable<Field> fields)
    {
        var text = new StringBuilder();
        var data = DataKinds.None;
        foreach (var field in fields)
        {
            _ = text.Append(text.Length == 0 ? "" : " ").Append(field.Text);
            data |= field.Data;
        }

        return new Field(text.ToString(), data);
    }

    private static Content ChangeFolder(Call call)
    {
        var target = call.Args.FirstOrDefault(arg => arg.Text is "-" || !arg.Text.StartsWith('-'))?.Text;
        return ChangeTo(call, target switch
        {
            null => call.Name == "pushd" ? call.State.LastFolder : call.Walk.Home,
            "-" => call.State.LastFolder,
            "" => call.State.Folder,
            _ => PathResolver.Folder(target, call.Walk, call.State),
        });
    }

    private static Content ChangeTo(Call call, string? folder)
    {
        call.State.ChangeFolder(folder);
        return Content.Nothing;
    }

    private static Content Declare(Call call)
    {
        var arguments = Arguments.Read(call.Args);
        if (arguments.Operands.Count == 0)
        {
            // `export -p` and `declare -x` list the environment.
            return call.Name is "export" or "declare" && (arguments.Has("-p", "-x") || call.Args.Count == 0) && call.Environment.Count == 0
                ? Content.Unknown.With(DataKinds.Environment)
                : Content.Nothing;
        }

        foreach (var operand in arguments.Operands)
        {
            var equals = operand.Text.IndexOf('=');
            if (equals > 0)
            {
                var (name, value) = (operand.Text[..equals].TrimEnd('+'), operand with { Text = operand.Text[(equals + 1)..] });
                call.State.Set(name, value);
                EnvironmentEffects.Note(call, name, value, isLasting: true);
            }
            else if (operand is { Text: [Field.Unknown] } && (operand.Data & DataKinds.Secret) != 0)
            {
                // `export $(cat .env | xargs)` loads a file and shows nothing of it.
                call.Walk.ForgetReads();
            }
        }

        return Content.Nothing;
    }

    private static Content Unset(Call call)
    {
        foreach (var operand in Arguments.Read(call.Args).Operands)
        {
            call.State.Unset(operand.Text);
            call.State.Functions.Remove(operand.Text);
            EnvironmentEffects.NoteUnset(call, operand.Text);
        }

        return Content.Nothing;
    }

    private static Content Set(Call call)
    {
        if (call.Args is [{ Text: "+o" }, { Text: "history" }, ..])
        {
            call.Emit(EffectKind.HideHistory, "set +o history");
        }

        if (call.Args is [{ Text: "--" }, ..])
        {
            call.State.Arguments = [.. call.Args.Skip(1)];
        }
        else if (call.Args is [var first, ..] && !first.Text.StartsWith('-') && !first.Text.StartsWith('+'))
        {
            call.State.Arguments = [.. call.Args];
        }

        return call.Args.Count == 0 ? Content.Unknown.With(DataKinds.Environment) : Content.Nothing;
    }

    private static Content Alias(Call call)
    {
        foreach (var arg in call.Args)
        {
            var equals = arg.Text.IndexOf('=');
            if (equals > 0)
            {
                call.State.Aliases[arg.Text[..equals]] = arg.Text[(equals + 1)..];
                if (AgentPrograms.IsAgent(arg.Text[(equals + 1)..].Split(' ')[0]))
                {
                    call.RunText(arg with { Text = arg.Text[(equals + 1)..] }, call.State.Copy());
                }
            }
        }

        return Content.Nothing;
    }

    private static Content Source(Call call)
    {
        if (call.Args.Count == 0)
        {
            return Content.Nothing;
        }

        var path = call.Path(call.Args[0].Text);
        return path.Full is "/dev/stdin" ? ShellPrograms.Execute(call, call.Input, call.State)
            : ScriptFiles.RunShell(call, path, call.State, [.. call.Args.Skip(1)]);
    }

    private static Content Exec(Call call)
    {
        var arguments = Arguments.Read(call.Args, new OptionSpec("-a", StopsAtOperand: true));
        // A login shell's name starts with a dash.
        if (arguments.Value("-a") is { IsKnown: true } name && arguments.Rest is [var program, ..]
            && ProgramName.From(name.Text.TrimStart('-')) != ProgramName.From(program.Text))
        {
            call.Emit(EffectKind.Disguise, "exec -a");
        }

        return arguments.Rest.Count == 0 ? Content.Nothing : call.Run(arguments.Rest);
    }

    private static Content Command(Call call)
    {
        var arguments = Arguments.Read(call.Args, new OptionSpec(StopsAtOperand: true));
        return arguments.Has("-v", "-V") ? Located(arguments.Rest) : arguments.Rest.Count == 0 ? Content.Unknown : call.Run(arguments.Rest);
    }

    /// <summary>The path of a known program.</summary>
    private static Content Located(IEnumerable<Field> names) => names.FirstOrDefault() is { IsKnown: true } name
        && (ProgramTable.IsKnown(ProgramName.From(name.Text)) || ProgramName.IsShell(name.Text))
        && !name.Text.Contains('/', StringComparison.Ordinal) ? new Content($"/usr/bin/{name.Text}\n") : Content.Unknown;

    private static Content ReadLine(Call call)
    {
        var arguments = Arguments.Read(call.Args, Read);
        if (arguments.Value("-u") is { } descriptor && call.Walk.Connections.ContainsKey(descriptor.Text))
        {
            call.Input = Content.Unknown.With(DataKinds.Network);
        }

        var text = call.Input.Text;
        var names = arguments.Operands;
        if (call.Name is not "read")
        {
            call.State.Set(names.Count > 0 ? names[^1].Text : "MAPFILE", text is null ? [Unread(call.Input)]
                : [.. text.TrimEnd('\n').Split('\n').Select(line => new Field(line, call.Input.Data))]);
            return Content.Nothing;
        }

        var words = text?.Split('\n')[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (arguments.Value("-a") is { } array)
        {
            call.State.Set(array.Text, words is null ? [Unread(call.Input)] : [.. words.Select(word => new Field(word, call.Input.Data))]);
        }

        for (var index = 0; index < names.Count; index++)
        {
            var value = words is null ? Unread(call.Input)
                : index >= words.Length ? new Field("")
                : new Field(index == names.Count - 1 ? string.Join(' ', words[index..]) : words[index], call.Input.Data);
            call.State.Set(names[index].Text, value);
        }

        return Content.Nothing;
    }

    /// <summary>A line of an unknown stream; of a list of files, one of these.</summary>
    private static Field Unread(Content input) => new(input.Paths is [var first, ..] ? first : Field.Anything.Text, input.Data);

    private static Content Echo(Call call)
    {
        var skipped = 0;
        var (interprets, hasNewline) = (false, true);
        while (skipped < call.Args.Count && call.Args[skipped].Text is { Length: > 1 and < 4 } option && option[0] == '-'
            && option.AsSpan(1).IndexOfAnyExcept("neE") < 0)
        {
            interprets |= option.Contains('e', StringComparison.Ordinal);
            hasNewline &= !option.Contains('n', StringComparison.Ordinal);
            skipped++;
        }

        var joined = Joined(call.Args.Skip(skipped));
        return new Content((interprets ? ShellParser.Unescape(joined.Text) : joined.Text) + (hasNewline ? "\n" : ""),
            joined.Data | (interprets && ShellParser.HidesLetters(joined.Text) ? DataKinds.Decoded : DataKinds.None));
    }

    private static Content Printf(Call call)
    {
        var arguments = call.Args is [{ Text: "-v" }, _, ..] ? [.. call.Args.Skip(2)] : call.Args is [{ Text: "--" }, ..]
            ? [.. call.Args.Skip(1)] : call.Args;
        if (arguments.Count == 0)
        {
            return Content.Nothing;
        }

        var text = Format(arguments[0].Text, [.. arguments.Skip(1)]);
        var isHidden = (arguments[0].Text.Contains("%b", StringComparison.Ordinal) ? arguments : arguments.Take(1))
            .Any(field => ShellParser.HidesLetters(field.Text));
        var content = new Content(text, arguments.Aggregate(isHidden ? DataKinds.Decoded : DataKinds.None,
            (data, field) => data | field.Data));
        if (arguments == call.Args || call.Args[0].Text != "-v")
        {
            return content;
        }

        call.State.Set(call.Args[1].Text, new Field(text, content.Data));
        return Content.Nothing;
    }

    private static string Format(string format, IReadOnlyList<Field> values)
    {
        var text = new StringBuilder();
        var next = 0;
        do
        {
            var before = next;
            for (var at = 0; at < format.Length; at++)
            {
                if (format[at] != '%' || at + 1 == format.Length)
                {
                    text.Append(format[at]);
                    continue;
                }

                at++;
                while (at < format.Length - 1 && (char.IsAsciiDigit(format[at]) || format[at] is '-' or '.' or '+' or ' ' or '#'))
                {
                    at++;
                }

                if (format[at] == '%')
                {
                    text.Append('%');
                    continue;
                }

                var value = next < values.Count ? values[next].Text : "";
                next++;
                text.Append(format[at] switch
                {
                    'b' => ShellParser.Unescape(value),
                    'c' => value.Length > 0 ? value[..1] : "",
                    'x' when int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) =>
                        number.ToString("x", CultureInfo.InvariantCulture),
                    'o' when int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) =>
                        Convert.ToString(number, 8),
                    _ => value,
                });
            }

            if (next == before || text.Length > Content.MostText)
            {
                break;
            }
        }
        while (next < values.Count);

        return ShellParser.Unescape(text.ToString());
    }

    /// <summary>Programs that store the command history in their own database.</summary>
    private static Content ForgetHistory(Call call)
    {
        if (call.Args is [{ Text: "delete" or "redact" }, ..] or [{ Text: "history" }, { Text: "prune" or "dedup" or "delete" }, ..]
            or [{ Text: "store" }, { Text: "purge" }, ..] or [{ Text: "account" }, { Text: "delete" }, ..]
            || call.Args.Any(arg => arg.Text is "--delete" or "--delete-it-all"))
        {
            call.Emit(EffectKind.HideHistory, $"{call.Name} {call.Args[0].Text}");
        }

        return Content.Unknown;
    }

    private static Content History(Call call)
    {
        var arguments = Arguments.Read(call.Args);
        if (arguments.Has("-c", "-d") || arguments.Operands is [{ Text: "clear" or "delete" or "clear-session" }, ..])
        {
            call.Emit(EffectKind.HideHistory, $"history {call.Args[0].Text}");
        }

        return Content.Unknown.With(DataKinds.Outside);
    }
}
