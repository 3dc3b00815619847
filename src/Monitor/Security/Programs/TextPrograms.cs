using System.Text;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that print files or transform text; the result for a known text is computed.</summary>
internal static class TextPrograms
{
    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(@".*[]\^$+(");

    /// <summary>The digits of a number whose count would fill a disk.</summary>
    private const int LongNumber = 11;

    private static readonly OptionSpec Cut = new("-d -f -c -b -w -t -s --delimiter --fields --width");

    /// <summary>Programs that print files in another form, with their options that take a value.</summary>
    private static readonly (string Name, string Valued)[] Reshaping =
    [
        ("fold", "-w --width"), ("fmt", "-w -p -g --width --goal --prefix"), ("expand", "-t --tabs"), ("unexpand", "-t --tabs"),
        ("column", "-s -o -c -N -R -H -O -W -T -E -C -n -l -p -i -r --separator --output-separator --table-columns --table-name"),
        ("paste", "-d --delimiters"), ("join", "-1 -2 -a -e -j -o -t -v"), ("iconv", "-f -t -o"), ("dos2unix", ""), ("unix2dos", ""),
        ("sort", "-k -t -S -T -o --key --field-separator --buffer-size --output"), ("uniq", "-f -s -w"), ("shuf", "-n -i -o"),
        ("tsort", ""), ("ptx", "-w -g -i -o"), ("pr", "-l -w -o -h -N -D"),
    ];

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        foreach (var name in (string[])["cat", "bat", "batcat", "less", "more", "nl", "pg", "tac"])
        {
            programs[name] = call => Print(call, OptionSpec.Plain, text => text);
        }

        programs["head"] = programs["tail"] = Part;
        programs["pv"] = programs["mbuffer"] = call => Print(call, new OptionSpec("-s -L -i -w -N -B -m -q"), text => text);
        programs["rev"] = call => Print(call, OptionSpec.Plain, Reverse) is var content
            ? content with { Data = content.Data ^ DataKinds.Reversed } : Content.Unknown;
        programs["cut"] = call => Arguments.Read(call.Args, Cut) is var cut && cut.Value("-d", "--delimiter")?.Text is "="
            && cut.Value("-f", "--fields")?.Text is "1"
            && !call.Args.Any(arg => arg.Text.StartsWith("--c", StringComparison.Ordinal))
                ? OnlyNames(call, Print(call, Cut, _ => null))
                : Print(call, Cut, _ => null);
        foreach (var (name, valued) in Reshaping)
        {
            programs[name] = call => Print(call, new OptionSpec(valued), _ => null) is var content && content.Has(DataKinds.Endless)
                && name is "sort" or "shuf" or "tsort" ? Endless(call) : content;
        }

        programs["tr"] = Translate;
        programs["sed"] = Sed;
        programs["base64"] = programs["gbase64"] = call =>
            Encode(call, new OptionSpec("-w --wrap -b -i -o"), Base64, ["-d", "-D", "--decode"]);
        programs["base32"] = call => Encode(call, new OptionSpec("-w --wrap"), _ => null, ["-d", "--decode"]);
        programs["basenc"] = call => Encode(call, new OptionSpec("-w --wrap"), _ => null, ["-d", "--decode"]);
        programs["uudecode"] = call => Print(call, new OptionSpec("-o"), _ => null).With(DataKinds.Decoded);
        programs["xxd"] = call => Encode(call, new OptionSpec("-l -s -c -g -len"), Hex, ["-r"]);
        programs["od"] = programs["hexdump"] = programs["hd"] = call => Print(call, new OptionSpec("-A -N -t -w -j -n -e"), _ => null);
        programs["openssl"] = OpenSsl;
        foreach (var name in (string[])["wc", "md5sum", "sha1sum", "sha256sum", "sha512sum", "shasum", "cksum", "stat", "file", "du", "df",
            "sleep"])
        {
            programs[name] = call => call.Args.Any(arg => arg.Text is "/dev/zero" or "/dev/urandom" or "/dev/random") && name is not "stat"
                and not "file" ? Endless(call) : Counted(call);
        }

        programs["seq"] = call => call.Args is [.., { Text: var last }] && ((last.Length >= LongNumber && last.All(char.IsAsciiDigit))
            || last is "inf" or "infinity")
            ? Content.Unknown.With(DataKinds.Endless) : Content.Unknown;

        programs["whoami"] = programs["hostname"] = programs["id"] = programs["uname"] = programs["logname"] = _ =>
            Content.Unknown.With(DataKinds.Identity);
    }

    private static Content Endless(Call call)
    {
        call.Emit(EffectKind.Spin, "an endless stream");
        return Content.Unknown;
    }

    /// <summary>Of what is counted or summed up, nothing is shown.</summary>
    private static Content Counted(Call call)
    {
        if (call.Input.Has(DataKinds.Secret))
        {
            call.Walk.ForgetReads();
        }

        return Content.Unknown;
    }

    /// <summary>What remains of an environment or of `.env` files without the values.</summary>
    public static Content OnlyNames(Call call, Content content)
    {
        var lost = content.Has(DataKinds.Environment) ? DataKinds.Environment | DataKinds.Token : DataKinds.None;
        lost |= content.Has(DataKinds.Secret) && call.Walk.ForgetReads() ? DataKinds.Secret : DataKinds.None;
        return lost is DataKinds.None ? content : (content with { Data = content.Data & ~lost }).With(DataKinds.VariableNames);
    }

    /// <summary>Reads the operands' files, or standard input, and transforms the text if known.</summary>
    private static Content Print(Call call, OptionSpec spec, Func<string, string?> change)
    {
        var operands = Arguments.Read(call.Args, spec).Operands.Where(operand => operand.Text is not "-").ToList();
        if (operands.Count == 0)
        {
            return call.Input.Text is { } text ? new Content(change(text), call.Input.Data) : call.Input;
        }

        var output = Content.Nothing;
        foreach (var operand in operands.Take(32))
        {
            output = output.Then(call.Read(operand));
        }

        return output.Text is { } known ? output with { Text = change(known) } : output;
    }

    /// <summary>The start or end, which is not endless unless it is larger than a disk.</summary>
    private static Content Part(Call call)
    {
        var spec = new OptionSpec("-n -c --lines --bytes");
        var content = Print(call, spec, text => text);
        if (call.Name is "tail" && content.Has(DataKinds.Endless))
        {
            // It waits for the end and buffers everything.
            call.Emit(EffectKind.Spin, "an endless stream");
        }

        var arguments = Arguments.Read(call.Args, spec);
        if (call.Name is "tail" && arguments.Has("-f", "-F", "--follow") && arguments.Operands is [var followed]
            && call.Redirections.Exists(entry => call.Path(entry.Target.Text).Full == call.Path(followed.Text).Full))
        {
            call.Emit(EffectKind.FillDisk, "tail of its own output");
        }

        var isLarge = DiskPrograms.Bytes(arguments.Value("-c", "--bytes")?.Text ?? "") > DiskPrograms.Large;
        return isLarge ? content : content with { Data = content.Data & ~DataKinds.Endless };
    }

    private static string Reverse(string text)
    {
        var lines = text.Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            var characters = lines[index].ToCharArray();
            Array.Reverse(characters);
            lines[index] = new string(characters);
        }

        return string.Join('\n', lines);
    }

    private static Content Encode(Call call, OptionSpec spec, Func<string, string?> decode, string[] decoding)
    {
        var arguments = Arguments.Read(call.Args, spec);
        var isDecoding = arguments.Has(decoding);
        var content = Print(call, spec, text => isDecoding ? decode(text) : null);
        // Text that was decoded from the command itself hides what it is; so does any other, if it runs.
        return isDecoding ? content.With(DataKinds.Decoded) : content;
    }

    public static string? Base64(string text)
    {
        var compact = string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
        var bytes = new byte[compact.Length];
        return Convert.TryFromBase64String(compact.PadRight((compact.Length + 3) / 4 * 4, '='), bytes, out var written)
            ? Encoding.UTF8.GetString(bytes, 0, written) : null;
    }

    public static string? Hex(string text)
    {
        var compact = string.Concat(text.Where(char.IsAsciiHexDigit));
        return compact.Length == 0 || compact.Length % 2 == 1 ? null : Encoding.UTF8.GetString(Convert.FromHexString(compact));
    }

    private static Content Translate(Call call)
    {
        var arguments = Arguments.Read(call.Args);
        if (call.Input.Text is not { } text)
        {
            return arguments.Operands is [{ IsKnown: true } letters, { IsKnown: true } others] && Ciphers(Map(letters.Text, others.Text))
                ? call.Input.With(DataKinds.Decoded) : call.Input;
        }

        if (arguments.Operands is [var removed] && arguments.Has("-d", "--delete"))
        {
            var set = Set(removed.Text);
            return call.Input with { Text = string.Concat(text.Where(character => !set.Contains(character))) };
        }

        if (arguments.Operands is not [var from, var to])
        {
            return call.Input with { Text = null };
        }

        var map = Map(from.Text, to.Text);
        return map.Count == 0 ? call.Input with { Text = null }
            : new Content(string.Concat(text.Select(character => map.GetValueOrDefault(character, character))),
                call.Input.Data | (Ciphers(map) ? DataKinds.Decoded : DataKinds.None));
    }

    private static Dictionary<char, char> Map(string from, string to)
    {
        var (source, target) = (Set(from), Set(to));
        var map = new Dictionary<char, char>();
        for (var index = 0; index < source.Length && target.Length > 0; index++)
        {
            map.TryAdd(source[index], target[Math.Min(index, target.Length - 1)]);
        }

        return map;
    }

    /// <summary>Whether several letters become other letters, as in ROT13, rather than the same in another case.</summary>
    private static bool Ciphers(Dictionary<char, char> map) => map.Count(pair => char.IsAsciiLetter(pair.Key)
        && char.IsAsciiLetter(pair.Value) && char.ToLowerInvariant(pair.Key) != char.ToLowerInvariant(pair.Value)) > 3;

    private static string Set(string text)
    {
        text = text.Replace("[:lower:]", "a-z", StringComparison.Ordinal).Replace("[:upper:]", "A-Z",
            StringComparison.Ordinal).Replace("[:digit:]", "0-9", StringComparison.Ordinal).Replace("[:space:]", " \n\t",
            StringComparison.Ordinal);
        text = Shell.ShellParser.Unescape(text);
        var set = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (at + 2 < text.Length && text[at + 1] == '-' && text[at] <= text[at + 2] && text[at + 2] - text[at] < 256)
            {
                for (var character = text[at]; character <= text[at + 2]; character++)
                {
                    set.Append(character);
                }

                at += 2;
            }
            else
            {
                set.Append(text[at]);
            }
        }

        return set.ToString();
    }

    private static Content Sed(Call call)
    {
        var arguments = Arguments.Read(call.Args, new OptionSpec("-e -f -l --expression --file"));
        var scripts = arguments.Values("-e", "--expression").ToList();
        // `-i ''` of BSD.
        var files = arguments.Operands is [{ Text: "" }, _, ..] operands ? operands[1..] : arguments.Operands;
        if (scripts.Count == 0 && arguments.Value("-f", "--file") is null && files.Count > 0)
        {
            scripts.Add(files[0]);
            files = files[1..];
        }

        if (arguments.Has("-i", "--in-place", "-I"))
        {
            foreach (var file in files)
            {
                var path = call.Path(file.Text);
                call.Emit(EffectKind.Write, path: path, traits: EffectTraits.Edits);
                scripts.ForEach(script => DependencyFiles.NoteEdit(call, path, script.Text));
            }

            return Content.Nothing;
        }

        var content = files.Count == 0 ? call.Input
            : files.Take(32).Aggregate(Content.Nothing, (output, file) => output.Then(call.Read(file)));
        var text = content.Text;
        foreach (var script in scripts)
        {
            if (Executed(script.Text) is { } command)
            {
                call.RunText(script with { Text = command }, call.State.Copy());
            }

            text = text is null ? null : Substitute(text, script.Text);
        }

        return scripts is [var only] && CutsValues(only.Text) ? OnlyNames(call, content) : content with { Text = text };
    }

    /// <summary>Whether a script replaces all that follows an equals sign: `s/=.*//`, `s/=.*/=***/`.</summary>
    private static bool CutsValues(string script) => script.Length > 4 && script[0] == 's'
        && script[2..].Split(script[1]) is ["=.*" or "=.*$" or "=..*", var other, "" or "g"]
        && other.AsSpan().IndexOfAny('&', '\\') < 0;

    /// <summary>What `s/a/b/e` and `1e b` of GNU sed run; null for other scripts.</summary>
    private static string? Executed(string script)
    {
        if (script.TrimStart('$', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9') is ['e', ' ', .. var command])
        {
            return command;
        }

        if (script.Length < 5 || script[0] != 's')
        {
            return null;
        }

        var ends = new List<int>();
        for (var at = 2; at < script.Length && ends.Count < 2; at++)
        {
            if (script[at] == '\\')
            {
                at++;
            }
            else if (script[at] == script[1])
            {
                ends.Add(at);
            }
        }

        return ends is [var first, var second] && script.IndexOf('e', second) > 0
            && script[(second + 1)..].All(flag => char.IsAsciiDigit(flag) || flag is 'e' or 'g' or 'I' or 'i' or 'p' or 'm')
            ? script[(first + 1)..second].Replace($"\\{script[1]}", script[1].ToString(), StringComparison.Ordinal) : null;
    }

    /// <summary>The result of one plain `s/a/b/` on a text; null for any other script.</summary>
    private static string? Substitute(string text, string script)
    {
        if (script.Length < 4 || script[0] != 's')
        {
            return null;
        }

        var parts = script[2..].Split(script[1]);
        if (parts.Length != 3 || parts[0].AsSpan().IndexOfAny(Special) >= 0 || parts[1].AsSpan().IndexOfAny(@"\&") >= 0
            || parts[2] is not ("" or "g") || parts[0].Length == 0)
        {
            return null;
        }

        return parts[2] == "g"
            ? text.Replace(parts[0], parts[1], StringComparison.Ordinal)
            : string.Join('\n', text.Split('\n').Select(line => line.IndexOf(parts[0], StringComparison.Ordinal) is var at and >= 0
                ? line[..at] + parts[1] + line[(at + parts[0].Length)..] : line));
    }

    private static Content OpenSsl(Call call)
    {
        var arguments = Arguments.Read(
            call.Args,
            new OptionSpec(
                "-in -out -k -K -iv -pass -connect -servername -inkey -key -keyout -days -subj -CAfile -cert -passin -passout -inform -outform -newkey -signkey -config",
                HasLongWithOneDash: true
            )
        );
        var verb = call.Args is [var first, ..] ? first.Text : "";
        if (verb is "speed" && call.Args.SkipWhile(arg => arg.Text is not "-seconds").Skip(1).FirstOrDefault()?.Text is { Length: > 3 })
        {
            return Endless(call);
        }

        if (verb is "s_client" && arguments.Value("-connect") is { } host)
        {
            call.Connect(host.Text.Split(':')[0], call.Input.Data);
            return Content.Unknown.With(DataKinds.Network);
        }

        var isPublic = arguments.Has("-pubout", "-check", "-modulus") || (arguments.Has("-noout") && !arguments.Has("-text"))
            || verb is "req" or "x509" or "genrsa" or "genpkey" or "rand" or "dgst" or "verify" or "ca";
        var content = arguments.Value("-in") is { } file && !isPublic ? call.Read(file) : call.Input;
        if (arguments.Value("-out") is { } output)
        {
            call.Write(output, content with { Text = null });
            return Content.Nothing;
        }

        var isDecoding = arguments.Has("-d") && verb is "enc" or "base64" or "aes-256-cbc";
        var text = isDecoding && (arguments.Has("-base64", "-a") || verb is "base64")
            && !arguments.Has("-k", "-K", "-pass", "-aes-256-cbc") && content.Text is { } known ? Base64(known) : null;
        return isPublic ? Content.Unknown : new Content(text, content.Data | (isDecoding ? DataKinds.Decoded : DataKinds.None));
    }
}
