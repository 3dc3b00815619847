using ToolTime.Monitor.Security.Effects;
using ToolTime.Monitor.Security.Programs;

namespace ToolTime.Monitor.Security.Tools;

/// <summary>Scripts that a tool has a browser run in a page, with all that the page's user is signed in to.</summary>
internal static class BrowserScripts
{
    private static readonly string[] Tools = ["evaluate", "run_code", "execute_script", "evaluate_script", "run_script", "javascript"];
    private static readonly System.Buffers.SearchValues<char> Ends = System.Buffers.SearchValues.Create("/'\"`?#$ )");
    private static readonly string[] Stores = ["document.cookie", "localStorage", "sessionStorage", "indexedDB"];
    private static readonly string[] Senders = ["fetch(", "sendBeacon(", "XMLHttpRequest", "WebSocket(", "new Image", ".src", "axios",
        "location", ".goto("];

    /// <summary>Notes what a page's stores are sent to; false where the tool is none of a browser.</summary>
    public static bool Run(ToolCall tool, Call call, string name)
    {
        if (!Array.Exists(Tools, word => name.EndsWith(word, StringComparison.Ordinal))
            || ToolInput.Text(tool.Input, "function", "script", "code", "expression", "javascript", "pageFunction") is not { } script
            || !IsBrowser(tool.ToolName))
        {
            return false;
        }

        if (script.Length <= Content.MostText && Array.Exists(Stores, store => script.Contains(store, StringComparison.Ordinal))
            && Array.Exists(Senders, sender => script.Contains(sender, StringComparison.Ordinal)))
        {
            foreach (var host in Addresses(script).Select(NetworkPrograms.Host).Distinct())
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
