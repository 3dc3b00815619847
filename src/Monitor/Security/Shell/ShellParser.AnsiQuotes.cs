using System.Globalization;
using System.Text;

namespace ToolTime.Monitor.Security.Shell;

/// <content>ANSI-C quotes, `$'…'`.</content>
internal sealed partial class ShellParser
{
    private const int ManyLetters = 2;

    private void ReadAnsiQuotes(WordBuilder word)
    {
        var start = _at + 2;
        var end = start;
        while (end < _text.Length && _text[end] != '\'')
        {
            end += _text[end] == '\\' ? 2 : 1;
        }

        _hasErrors |= end >= _text.Length;
        end = Math.Min(end, _text.Length);
        word.Add(Unescape(_text.AsSpan(start, end - start)), isQuoted: true);
        _at = Math.Min(end + 1, _text.Length);
    }

    /// <summary>Replaces the escapes of C, as `$'…'`, `printf` and `echo -e` do.</summary>
    public static string Unescape(ReadOnlySpan<char> text) => Unescape(text, out _);

    /// <summary>Whether a text writes several letters or digits as numbers, `\x63` or `\143`, which only hides what it says.</summary>
    public static bool HidesLetters(ReadOnlySpan<char> text)
    {
        Unescape(text, out var letters);
        return letters >= ManyLetters;
    }

    private static string Unescape(ReadOnlySpan<char> text, out int letters)
    {
        letters = 0;
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\' || at + 1 == text.Length)
            {
                result.Append(text[at]);
                continue;
            }

            at++;
            var length = text[at] switch
            {
                'x' => Digits(text[(at + 1)..], 2, isHex: true),
                'u' => Digits(text[(at + 1)..], 4, isHex: true),
                'U' => Digits(text[(at + 1)..], 8, isHex: true),
                >= '0' and <= '7' => Digits(text[at..], text[at] == '0' ? 4 : 3, isHex: false),
                _ => 0,
            };
            if (length > 0 && char.IsAsciiDigit(text[at]))
            {
                var character = (char)(Octal(text.Slice(at, length)) & 0xff);
                letters += char.IsAsciiLetterOrDigit(character) ? 1 : 0;
                result.Append(character);
                at += length - 1;
            }
            else if (length > 0)
            {
                var code = uint.Parse(text.Slice(at + 1, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                letters += code < 128 && char.IsAsciiLetterOrDigit((char)code) ? 1 : 0;
                result.Append(Rune.TryCreate(code, out var rune) ? rune.ToString() : "\ufffd");
                at += length;
            }
            else
            {
                AppendEscape(result, text[at]);
            }
        }

        return result.ToString();
    }

    private static void AppendEscape(StringBuilder result, char escape) => _ = escape switch
    {
        'n' => result.Append('\n'),
        't' => result.Append('\t'),
        'r' => result.Append('\r'),
        'a' => result.Append('\a'),
        'b' => result.Append('\b'),
        'e' or 'E' => result.Append('\u001b'),
        'f' => result.Append('\f'),
        'v' => result.Append('\v'),
        '\\' or '\'' or '"' or '?' => result.Append(escape),
        _ => result.Append('\\').Append(escape),
    };

    private static int Digits(ReadOnlySpan<char> text, int most, bool isHex)
    {
        var length = 0;
        while (length < most && length < text.Length && (isHex ? char.IsAsciiHexDigit(text[length]) : text[length] is >= '0' and <= '7'))
        {
            length++;
        }

        return length;
    }

    private static int Octal(ReadOnlySpan<char> digits)
    {
        var value = 0;
        foreach (var digit in digits)
        {
            value = (value * 8) + digit - '0';
        }

        return value;
    }
}
