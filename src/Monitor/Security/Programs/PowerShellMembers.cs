using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>.NET members that a PowerShell text calls: `[IO.File]::Delete("…")`, `$client.UploadFile("…", "…")`.</summary>
internal static class PowerShellMembers
{
    private const int MostCalls = 64;
    private const int MostArguments = 1024;

    /// <summary>Records what the calls in a text do; those in quotes do not count.</summary>
    /// <param name="call">The command that runs the text.</param>
    /// <param name="text">The text.</param>
    /// <param name="read">Splits the content of parentheses into values.</param>
    public static void Note(Call call, string text, Func<string, IReadOnlyList<Field>> read)
    {
        var quote = '\0';
        // Inside `"…$(…)…"` quotes start anew.
        var (outer, depth) = (new Stack<int>(), 0);
        for (int at = 0, calls = 0; at < text.Length && calls < MostCalls; at++)
        {
            depth += quote == '\0' ? text[at] switch { '(' => 1, ')' => -1, _ => 0 } : 0;
            if (quote == '"' && text[at] == '$' && at + 1 < text.Length && text[at + 1] == '(')
            {
                outer.Push(depth);
                quote = '\0';
            }
            else if (quote == '\0' && text[at] == ')' && outer.TryPeek(out var before) && depth == before)
            {
                outer.Pop();
                quote = '"';
            }
            else if (text[at] is '"' or '\'')
            {
                quote = quote == '\0' ? text[at] : quote == text[at] ? '\0' : quote;
            }
            else if (quote == '\0' && text[at] == '(' && Member(text, at) is { Length: > 0 } member)
            {
                calls++;
                Run(call, member.ToLowerInvariant(), () => read(Inside(text, at)));
            }
        }
    }

    /// <summary>The class and method before a parenthesis, such as `File::Delete`, or only the method after a dot.</summary>
    private static string Member(string text, int open)
    {
        var start = open;
        while (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '_'))
        {
            start--;
        }

        if (start == open || start < 2)
        {
            return "";
        }

        var method = text[start..open];
        if (text[start - 1] == '.')
        {
            return method;
        }

        if (text[start - 1] != ':' || text[start - 2] != ':' || start < 4 || text[start - 3] != ']')
        {
            return "";
        }

        var bracket = text.LastIndexOf('[', start - 3);
        var type = bracket < 0 ? "" : text[(bracket + 1)..(start - 3)];
        return $"{type[(type.LastIndexOf('.') + 1)..]}::{method}";
    }

    private static string Inside(string text, int open)
    {
        var end = open;
        for (var depth = 0; end < text.Length && end < open + MostArguments; end++)
        {
            depth += text[end] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                break;
            }
        }

        return text[(open + 1)..Math.Min(end, text.Length)];
    }

    private static void Run(Call call, string member, Func<IReadOnlyList<Field>> values)
    {
        switch (member)
        {
            case "file::readalltext" or "file::readallbytes" or "file::readalllines" or "file::openread" or "file::opentext"
                when values() is [var file, ..]:
                call.Read(file);
                break;
            case "file::writealltext" or "file::writeallbytes" or "file::writealllines" or "file::appendalltext" or "file::appendalllines"
                or "file::create" when values() is [var file, ..]:
                call.Write(file, Content.Unknown, member.Contains("append", StringComparison.Ordinal) ? EffectTraits.None
                    : EffectTraits.Overwrites);
                break;
            case "file::delete" when values() is [var file, ..]:
                call.Delete(file);
                break;
            case "directory::delete" when values() is [var folder, ..]:
                call.Delete(folder, EffectTraits.Recursive);
                break;
            case "file::move" or "directory::move" when values() is [var source, var target, ..]:
                call.Write(target, FilePrograms.TakeAway(call, source, call.Path(target.Text)));
                break;
            case "file::copy" when values() is [var from, var to, ..]:
                call.Write(to, call.Read(from));
                break;
            case "uploadfile" or "uploadfileasync" or "uploadfiletaskasync" when values() is [var address, .., var file]:
                call.Send(NetworkPrograms.Host(address.Text), call.Read(file).Data, "a body");
                break;
            case "uploadstring" or "uploaddata" when values() is [var address, .., var body]:
                call.Send(NetworkPrograms.Host(address.Text), body.Data, "a body");
                break;
            case "createshortcut" when values() is [var file, ..]:
                call.Write(file, Content.Unknown);
                break;
            case "setlength" when values() is [var size, ..] && DiskPrograms.Bytes(size.Text) > DiskPrograms.Large:
                call.Emit(EffectKind.FillDisk, "SetLength");
                break;
            case "environment::setenvironmentvariable" when values() is [var name, var value, ..]:
                EnvironmentEffects.Note(call, name.Text, value, isLasting: true);
                break;
            case "getfield" or "gettype" when values() is [{ Text: var field }, ..]
                && (field.Contains("amsiInitFailed", StringComparison.OrdinalIgnoreCase)
                    || field.EndsWith("AmsiUtils", StringComparison.OrdinalIgnoreCase)):
                call.Emit(EffectKind.DisableGuard, "a change of AMSI");
                break;
        }
    }
}
