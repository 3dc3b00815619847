using System.Buffers;
using ToolTime.Monitor.Security.Effects;
using ToolTime.Monitor.Security.Redaction;

namespace ToolTime.Monitor.Security.Tools;

/// <summary>Finds issued secrets in a text that may be encoded: as base64, hex, or with the escapes of a URL.</summary>
internal static class EncodedSecrets
{
    private const int ShortestRun = 24;
    private static readonly SearchValues<char> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_");
    private const int MostLines = 64;
    private const int ShortestValue = 8;

    /// <summary>Nobody encodes an example, so a short password counts too.</summary>
    private const int ShortestEncoded = 4;
    private const int ShortestIssued = 20;
    private static readonly SearchValues<char> VariableLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    private static readonly SearchValues<char> NotInSecrets = SearchValues.Create(" <>{}$");
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Whether there is one; takes time linear in the text.</summary>
    public static bool IsIn(string text)
    {
        if (SecretRedactor.HoldsIssuedSecret(text))
        {
            return true;
        }

        if (text.Split('\n').Take(MostLines).Any(IsRealSecretVariable))
        {
            return true;
        }

        var plain = text.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(text) : text;
        return IsInParameter(plain) || IsInRun(plain)
            || (plain.Contains("BEGIN", StringComparison.Ordinal) && SecretRedactor.HoldsIssuedSecret(plain.Replace('+', ' ')));
    }

    /// <summary>Whether a parameter of a URL is such a variable, or holds one as its value.</summary>
    private static bool IsInParameter(string address) => address.Split(['?', '&', ';']).Skip(1).Take(MostLines)
        .Any(part => IsRealSecretVariable(part) || IsRealSecretVariable(part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]));

    private static bool IsInRun(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var rest = text.AsSpan(at);
            var start = rest.IndexOfAny(Letters);
            if (start < 0)
            {
                return false;
            }

            rest = rest[start..];
            var length = rest.IndexOfAnyExcept(Letters);
            var run = length < 0 ? rest : rest[..length];
            if (run.Length >= ShortestRun && (IsSecret(run) || (run.Contains('/') && IsInPart(run))))
            {
                return true;
            }

            at += start + run.Length;
        }

        return false;
    }

    /// <summary>A slash is a base64 character, and in an address it separates names.</summary>
    private static bool IsInPart(ReadOnlySpan<char> run)
    {
        foreach (var part in run.Split('/'))
        {
            if (run[part].Length >= ShortestRun && IsSecret(run[part]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSecret(ReadOnlySpan<char> run)
    {
        if (run.Length % 2 == 0 && run.IndexOfAnyExcept(HexDigits) < 0)
        {
            return IsSecretText(System.Text.Encoding.Latin1.GetString(Convert.FromHexString(run)));
        }

        // An incomplete last group of four characters is dropped, as an address may be cut.
        var whole = run[..(run.Length / 4 * 4)].ToString().Replace('-', '+').Replace('_', '/');
        return IsSecretText(System.Text.Encoding.Latin1.GetString(Convert.FromBase64String(whole)));
    }

    private static bool IsSecretText(string text) => SecretRedactor.HoldsIssuedSecret(text)
        || text.Split('\n').Take(MostLines).Any(line => IsSecretVariable(line, ShortestEncoded));

    /// <summary>A line with a value as issuers make them: long, of letters and digits, not `your-password-here`.</summary>
    private static bool IsRealSecretVariable(string line)
    {
        var trimmed = line.Trim();
        var value = trimmed.AsSpan(trimmed.IndexOf('=', StringComparison.Ordinal) + 1);
        return value.Length >= ShortestIssued && value.IndexOfAnyInRange('0', '9') >= 0 && value.IndexOfAnyInRange('a', 'z') >= 0
            && value.IndexOfAny(NotInSecrets) < 0 && IsSecretVariable(trimmed, ShortestValue);
    }

    /// <summary>A line of an environment whose variable's name marks a secret: `DB_PASSWORD=…`.</summary>
    private static bool IsSecretVariable(string line, int shortest)
    {
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && line.Length - equals > shortest && line.AsSpan(0, equals).IndexOfAnyExcept(VariableLetters) < 0
            && KnownVariables.IsSecret(line[..equals]);
    }
}
