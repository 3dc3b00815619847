using System.Text;
using ToolTime.Monitor.Security.Shell;

namespace ToolTime.Monitor.Security.Effects;

/// <summary>Expands words as a shell does, leaving unknown parts unknown.</summary>
internal sealed class WordExpander(ShellWalk walk, ShellState state)
{
    private const int FieldCost = 25;
    private const int CopyCost = 100;
    private const int CharactersForOne = 16;
    private const char FirstAtom = '\ue100';

    /// <summary>Where the quoted text of a command comes from, as far as its quotes say.</summary>
    public DataKinds DataOfQuotes { get; init; }

    /// <summary>Expands a command's words, with braces, splitting and lists.</summary>
    public List<Field> Fields(IReadOnlyList<ShellWord> words)
    {
        var fields = new List<Field>(words.Count);
        var isOfFiles = words is [var first, ..] && first.Bare() is "rm" or "rmdir" or "unlink" or "mv" or "cp";
        foreach (var word in words)
        {
            if (fields.Count > 1024 || walk.IsExhausted)
            {
                break;
            }

            var before = fields.Count;
            AddFields(isOfFiles ? WithLiteralTilde(word) : fields.Count == 0 ? WithoutArguments(word) : word, fields);
            for (var index = before; index < fields.Count; index++)
            {
                walk.Spend(FieldCost + (fields[index].Text.Length / CharactersForOne));
            }
        }

        return fields;
    }

    /// <summary>Expands one word to one field, without splitting: for assignments, redirections and here-documents.</summary>
    public Field Single(ShellWord word)
    {
        if (walk.IsExhausted)
        {
            return Field.Anything;
        }

        var builder = NewBuilder();
        foreach (var part in Tilde(word).Parts)
        {
            Expand(part, builder, canSplit: false);
        }

        var joined = builder.Joined();
        walk.Spend(FieldCost + (joined.Text.Length / CharactersForOne));
        return joined;
    }

    private FieldBuilder NewBuilder() => state.Get("IFS") is [{ IsKnown: true, Text.Length: < 16 } separators]
        ? new FieldBuilder { Separators = separators.Text } : new FieldBuilder();

    private void AddFields(ShellWord word, List<Field> fields)
    {
        if (word.Bare() is { } bare && !bare.AsSpan().ContainsAny('{', '~'))
        {
            fields.Add(new Field(bare));
            return;
        }

        foreach (var alternative in Braces(word))
        {
            walk.Spend(FieldCost);
            var builder = NewBuilder();
            foreach (var part in Tilde(alternative).Parts)
            {
                Expand(part, builder, canSplit: true);
            }

            builder.AddTo(fields);
        }
    }

    private IEnumerable<ShellWord> Braces(ShellWord word)
    {
        if (!word.Parts.Any(part => part is ShellPart.Text { IsQuoted: false } text && text.Value.Contains('{', StringComparison.Ordinal))
            || word.Parts.Count > 512)
        {
            return [word];
        }

        if (walk.IsExhausted)
        {
            return [word];
        }

        var text = new StringBuilder();
        for (var index = 0; index < word.Parts.Count; index++)
        {
            _ = word.Parts[index] is ShellPart.Text { IsQuoted: false } bare ? text.Append(bare.Value)
                : text.Append((char)(FirstAtom + index));
        }

        return BraceExpansion.Expand(text.ToString()).Select(expanded => Decode(expanded, word.Parts));
    }

    private static ShellWord Decode(string text, IReadOnlyList<ShellPart> parts)
    {
        var word = new WordBuilder();
        foreach (var character in text)
        {
            if (character >= FirstAtom && character < FirstAtom + parts.Count)
            {
                word.Add(parts[character - FirstAtom]);
            }
            else
            {
                word.Add(character, isQuoted: false);
            }
        }

        return word.Build();
    }

    /// <summary>A `~` in quotes is a name like any other, as of a folder that was made by mistake: `./~`.</summary>
    private static ShellWord WithLiteralTilde(ShellWord word) =>
        word.Parts is [ShellPart.Text { IsQuoted: true, Value: "~" or ['~', '/', ..] }, ..]
            ? new ShellWord([new ShellPart.Text("./", IsQuoted: true), .. word.Parts]) : word;

    /// <summary>Outside scripts and functions there are no arguments: `r$@m` is `rm`.</summary>
    private ShellWord WithoutArguments(ShellWord word) => state.Arguments is null && word.Parts.Count > 1
        && word.Parts.Any(part => part is ShellPart.Text)
            ? new ShellWord([.. word.Parts.Where(part => part is not ShellPart.Parameter
            {
                Operator: "", Name: "@" or "*" or [>= '1' and <= '9']
            })]) : word;

    /// <summary>Replaces `~` at the start of a word, and after `name=` or `--option=`.</summary>
    private ShellWord Tilde(ShellWord word)
    {
        if (word.Parts is not [ShellPart.Text { IsQuoted: false } first, ..])
        {
            return word;
        }

        var text = first.Value;
        var start = text.StartsWith('~') ? 0 : text.IndexOf("=~", StringComparison.Ordinal) + 1;
        if (start == 0 && !text.StartsWith('~'))
        {
            return word;
        }

        var slash = text.IndexOf('/', start);
        var user = slash < 0 ? text[(start + 1)..] : text[(start + 1)..slash];
        if (slash < 0 && word.Parts.Count > 1)
        {
            return word;
        }

        var folder = user switch
        {
            "" => walk.Home,
            "+" => state.Folder ?? Field.Unknown.ToString(),
            "-" => state.LastFolder ?? Field.Unknown.ToString(),
            "root" => "/root",
            _ when user.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.') =>
                $"{walk.HomeOfOthers}/{user}",
            _ => $"~{user}",
        };
        var replaced = text[..start] + folder + (slash < 0 ? "" : text[slash..]);
        return new ShellWord([new ShellPart.Text(replaced, IsQuoted: false), .. word.Parts.Skip(1)]);
    }

    private void Expand(ShellPart part, FieldBuilder builder, bool canSplit)
    {
        switch (part)
        {
            case ShellPart.Text text:
                builder.Add(text.Value, text.IsQuoted ? DataOfQuotes : DataKinds.None);
                break;
            case ShellPart.Parameter parameter:
                Expand(parameter, builder, canSplit && !parameter.IsQuoted);
                break;
            case ShellPart.Command or ShellPart.Process or ShellPart.Parameter when walk.IsExhausted:
                builder.Add(Field.Unknown.ToString(), DataKinds.None);
                break;
            case ShellPart.Command command:
                walk.Spend(CopyCost);
                var content = walk.RunSubstitution(command.Script, state);
                Add(content, builder, canSplit && !command.IsQuoted);
                break;
            case ShellPart.Arithmetic arithmetic:
                var expression = Single(arithmetic.Expression);
                builder.Add(expression.IsKnown && expression.Text.AsSpan().Trim().IndexOfAnyExceptInRange('0', '9') < 0
                    ? expression.Text.Trim() : Field.Unknown.ToString(), expression.Data);
                break;
            case ShellPart.Process process:
                builder.Add(walk.RunProcess(process, state), DataKinds.None);
                break;
        }
    }

    private static void Add(Content content, FieldBuilder builder, bool canSplit)
    {
        if (content.Text is { } text)
        {
            builder.AddSplit(text.TrimEnd('\n'), content.Data, canSplit);
        }
        else if (content.Paths is { Count: > 0 } paths)
        {
            for (var index = 0; index < paths.Count; index++)
            {
                if (index > 0)
                {
                    builder.Break();
                }

                builder.Add(paths[index], content.Data);
            }
        }
        else
        {
            builder.Add(Field.Unknown.ToString(), content.Data);
        }
    }

    private void Expand(ShellPart.Parameter parameter, FieldBuilder builder, bool canSplit)
    {
        walk.Spend(parameter.Operator.Length > 0 ? CopyCost : FieldCost);
        var values = Values(parameter);
        for (var index = 0; index < values.Count; index++)
        {
            if (index > 0)
            {
                builder.Break();
            }

            builder.AddSplit(values[index].Text, values[index].Data, canSplit);
        }
    }

    private IReadOnlyList<Field> Values(ShellPart.Parameter parameter)
    {
        var isList = parameter.Name is "@" or "*" || parameter.Index?.Literal() is "@" or "*";
        var stored = Stored(parameter);
        var argument = parameter.Argument is null ? null : Single(parameter.Argument);
        if (parameter.Operator is "length")
        {
            return [new Field(stored is [{ IsKnown: true } only] && !isList
                ? only.Text.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) : Field.Unknown.ToString())];
        }

        if (parameter.Operator is "indirect")
        {
            return stored is [{ IsKnown: true } name] ? Stored(new ShellPart.Parameter(name.Text, null, "", null, parameter.IsQuoted))
                : [stored.Any(field => (field.Data & DataKinds.VariableNames) != 0)
                    ? Field.Anything with { Data = DataKinds.Environment } : Field.Anything];
        }

        var isUnset = stored is [{ Text: [Field.Unset] }];
        var isEmpty = stored is [] or [{ Text: "" }];
        switch (parameter.Operator)
        {
            case "":
                return isList ? stored : [.. stored.Take(1)];
            case ":-" or "-" or ":=" or "=":
                var value = isUnset || isEmpty ? argument! : stored.Count > 0 ? stored[0] : argument!;
                if (parameter.Operator.EndsWith('=') && (isUnset || isEmpty))
                {
                    state.Set(parameter.Name, value);
                }

                return isList && !isUnset && !isEmpty ? stored : [value];
            case ":?" or "?":
                return isUnset || isEmpty ? [Field.Anything] : stored;
            case ":+" or "+":
                return isUnset || isEmpty ? [new Field("")] : [argument!];
            default:
                return [.. stored.Select(field => ParameterValue.Apply(field.Text, parameter.Operator, argument?.Text ?? "") is { } text
                    ? field with { Text = text }
                    : field with { Text = (isUnset ? Field.Unset : Field.Unknown).ToString() })];
        }
    }

    private IReadOnlyList<Field> Stored(ShellPart.Parameter parameter)
    {
        if (parameter.Name is "@" or "*")
        {
            return state.Arguments ?? [new Field(Field.Unset.ToString())];
        }

        if (parameter.Name.Length > 0 && char.IsAsciiDigit(parameter.Name[0]) && parameter.Name != "0" && state.Arguments is { } arguments)
        {
            return int.TryParse(parameter.Name, out var position) && position <= arguments.Count ? [arguments[position - 1]]
                : [new Field("")];
        }

        if (parameter.Name == "0" && state.Get("0") is { } zero)
        {
            return zero;
        }

        if (state.Get(parameter.Name) is not { } values)
        {
            return [KnownVariables.Value(parameter.Name, walk.Home, walk.Project, state.Folder, state.LastFolder)];
        }

        return parameter.Index?.Literal() switch
        {
            null or "@" or "*" => values,
            var index => int.TryParse(index, out var position) ? position >= 0 && position < values.Length ? [values[position]]
                : [new Field("")] : [Field.Anything],
        };
    }
}
