using ToolTime.Monitor.Security.Effects;
using ToolTime.Monitor.Security.Programs;

namespace ToolTime.Monitor.Security.Tools;

/// <summary>Scripts that a tool makes a browser run in a page, with the user's sign-ins.</summary>
internal static class BrowserScripts
{
    private const int Most = 32;
    private static readonly string[] Tools = ["evaluate", "run_code", "execute_script", "evaluate_script", "run_script", "javascript"];
    private static readonly System.Buffers.SearchValues<char> Ends = System.Buffers.SearchValues.Create("/'\"`?#$ )");
    private static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_$");
    private static readonly System.Buffers.SearchValues<char> Members =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_$.[]'\"");
    private static readonly string[] Stores = ["document.cookie", "localStorage", "sessionStorage"];

    /// <summary>Members after a store that read nothing from it.</summary>
    private static readonly string[] Changes = [".setItem", ".removeItem", ".clear", ".length"];

    /// <summary>Functions that send their arguments, or build a URL from them.</summary>
    private static readonly string[] Senders = ["fetch(", "sendBeacon(", "WebSocket(", "axios(", ".post(", ".goto(",
        "window.open(", "location.assign(", "location.replace("];

    /// <summary>Properties that send what is assigned to them: a URL that a page loads.</summary>
    private static readonly string[] Assigned = [".src", "location", "location.href"];

    /// <summary>Records where a page's stores are sent; false if the tool is not a browser's.</summary>
    public static bool Run(CheckedCall tool, Call call, string name)
    {
        if (!Array.Exists(Tools, word => name.EndsWith(word, StringComparison.Ordinal))
            || ToolInput.Text(tool.Input, "function", "script", "code", "expression", "javascript", "pageFunction") is not { } script
            || !IsBrowser(tool.ToolName))
        {
            return false;
        }

        if (script.Length <= Content.MostText && Array.Exists(Stores, store => script.Contains(store, StringComparison.Ordinal)))
        {
            call.Walk.Spend(script.Length);
            var values = Values(script);
            var names = values.Where(entry => Reads(entry.Value, [])).Select(entry => entry.Key).ToList();
            // A request's URL may be elsewhere in the script: in `open`, while `send` has the data.
            var sent = Arguments(script, Senders).Concat(AssignedValues(script)).Select(text => (Text: text, Where: Address(text, values)))
                .Concat(Arguments(script, [".send("]).Select(text => (Text: text, Where: script)));
            foreach (var host in sent.Take(Most).Where(sent => Reads(sent.Text, names)).SelectMany(sent => Addresses(sent.Where))
                .Select(NetworkPrograms.Host).Distinct())
            {
                call.Send(host, DataKinds.Secret, "a script");
            }
        }

        return true;
    }

    private static bool IsBrowser(string name)
    {
        foreach (var word in (ReadOnlySpan<string>)["browser", "playwright", "puppeteer", "chrome", "devtools", "selenium", "page"])
        {
            if (name.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The arguments of all calls of some functions.</summary>
    private static IEnumerable<string> Arguments(string script, string[] functions)
    {
        foreach (var function in functions)
        {
            for (var at = 0; (at = script.IndexOf(function, at, StringComparison.Ordinal)) >= 0;)
            {
                at += function.Length;
                yield return script[at..End(script, at)];
            }
        }
    }

    /// <summary>Values assigned to URLs.</summary>
    private static IEnumerable<string> AssignedValues(string script)
    {
        foreach (var name in Assigned)
        {
            for (var at = 0; (at = script.IndexOf(name, at, StringComparison.Ordinal)) >= 0;)
            {
                at += name.Length;
                if (Assignment(script, at) is { Length: > 0 } value)
                {
                    yield return value.ToString();
                }
            }
        }
    }

    /// <summary>Where the brackets open at a position are closed.</summary>
    private static int End(string script, int at)
    {
        for (var depth = 0; at < script.Length; at++)
        {
            depth += script[at] is '(' or '[' or '{' ? 1 : script[at] is ')' or ']' or '}' ? -1 : 0;
            if (depth < 0)
            {
                break;
            }
        }

        return at;
    }

    /// <summary>The value assigned to the name that ends at a position; empty if none.</summary>
    private static ReadOnlySpan<char> Assignment(string script, int at)
    {
        var rest = script.AsSpan(at).TrimStart();
        if (rest.Length < 2 || rest[0] != '=' || rest[1] is '=' or '>')
        {
            return [];
        }

        var end = rest.IndexOfAny(";\n");
        return end < 0 ? rest[1..] : rest[1..end];
    }

    /// <summary>The values that a script assigns to its first names.</summary>
    private static Dictionary<string, string> Values(string script)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in (ReadOnlySpan<string>)["const ", "let ", "var "])
        {
            for (var at = 0; values.Count < Most && (at = script.IndexOf(word, at, StringComparison.Ordinal)) >= 0;)
            {
                at += word.Length;
                var length = script.AsSpan(at).IndexOfAnyExcept(Letters);
                if (length > 0 && Assignment(script, at + length) is { Length: > 0 } value)
                {
                    values[script[at..(at + length)]] = value.ToString();
                }
            }
        }

        return values;
    }

    /// <summary>The URL of what is sent: in itself, or in the value of the name that it starts with.</summary>
    private static string Address(string sent, Dictionary<string, string> values) =>
        sent.Contains("://", StringComparison.Ordinal) ? sent : values.GetValueOrDefault(sent.Split(',', '+', ';')[0].Trim()) ?? "";

    /// <summary>
    /// Whether a text reads a store, or has a name with what was read. One value in a header is how a page signs in to its own service.
    /// </summary>
    private static bool Reads(string text, List<string> names)
    {
        var isSigned = text.Contains("Authorization", StringComparison.OrdinalIgnoreCase);
        foreach (var store in Stores)
        {
            var at = 0;
            for (var round = 0; round < Most && (at = text.IndexOf(store, at, StringComparison.Ordinal)) >= 0; round++)
            {
                at += store.Length;
                var rest = text.AsSpan(at);
                var isValue = store is not "document.cookie" && rest is ['.' or '[', ..];
                if (!IsChanged(text, at) && !(isSigned && isValue))
                {
                    return true;
                }
            }
        }

        return !isSigned && names.Exists(name => HasWord(text, name));
    }

    /// <summary>Whether the store that ends at a position is changed there, or only measured.</summary>
    private static bool IsChanged(string text, int at)
    {
        var rest = text.AsSpan(at);
        foreach (var change in Changes)
        {
            if (rest.StartsWith(change, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return Assignment(text, at + Math.Max(0, rest.IndexOfAnyExcept(Members))).Length > 0;
    }

    private static bool HasWord(string text, string word)
    {
        for (var at = 0; (at = text.IndexOf(word, at, StringComparison.Ordinal)) >= 0; at++)
        {
            var end = at + word.Length;
            if ((at == 0 || !Letters.Contains(text[at - 1])) && (end == text.Length || !Letters.Contains(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<string> Addresses(string script)
    {
        const string sign = "://";
        for (var at = 0; (at = script.IndexOf(sign, at, StringComparison.Ordinal)) >= 0; at += sign.Length)
        {
            var end = script.AsSpan(at + 3).IndexOfAny(Ends);
            yield return script[at..(end < 0 ? script.Length : at + 3 + end)];
        }
    }
}
