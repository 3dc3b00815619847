using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Tools;

/// <summary>
/// Command lines of a shell tool that are the command prompt's or PowerShell's: agents on Windows run both under the name of a shell.
/// </summary>
internal static class WindowsLines
{
    /// <summary>Commands of the command prompt, and programs of Windows that take its paths.</summary>
    private static readonly HashSet<string> Commands = new(StringComparer.OrdinalIgnoreCase)
    {
        "rd", "rmdir", "del", "erase", "type", "copy", "move", "xcopy", "robocopy", "dir", "ren", "md", "mkdir", "cd", "echo", "set",
            "attrib",
        "icacls", "takeown", "reg", "fsutil", "wmic", "findstr", "net", "schtasks", "start", "format", "vssadmin", "certutil", "setx",
    };

    /// <summary>Short names of cmdlets; other programs have the names of the rest.</summary>
    private static readonly HashSet<string> Aliases = new(StringComparer.OrdinalIgnoreCase) { "iwr", "irm", "gci", "gc", "ri", "sls" };

    /// <summary>Variables that only Windows has.</summary>
    private static readonly string[] Variables = ["USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "SYSTEMROOT", "WINDIR",
        "SYSTEMDRIVE", "HOMEDRIVE", "HOMEPATH", "PROGRAMFILES", "COMSPEC"];

    private static readonly string[] Hives = ["HKLM\\", "HKCU\\", "HKEY_", "HKLM:", "HKCU:"];
    private const int LongestVariable = 48;
    private static readonly System.Buffers.SearchValues<char> WordEnds = System.Buffers.SearchValues.Create(" \t\n(;|&");

    /// <summary>Whether a line is PowerShell's: its first word is a cmdlet, or it starts with an assignment or a call of .NET.</summary>
    public static bool IsPowerShell(string text)
    {
        var first = First(text);
        if (text.Contains("<<", StringComparison.Ordinal))
        {
            return false;
        }

        return IsCmdlet(first) || Aliases.Contains(first)
            || (first is "iex" && text.AsSpan(3).TrimStart() is ['(' or '$' or '"', ..])
            || (Commands.Contains(first) && text.Contains("$env:", StringComparison.OrdinalIgnoreCase))
            || (first is "foreach" && text.AsSpan(7).TrimStart() is ['(', '$', ..])
            || (text.StartsWith('[') && text.Contains("]::", StringComparison.Ordinal))
            || (text.StartsWith('$') && IsAssignment(text));
    }

    /// <summary>
    /// Whether a line is the command prompt's: its first word is one of its commands, and something in it is of Windows. There, single
    /// quotes quote nothing; a line with them is another shell's.
    /// </summary>
    /// <param name="text">The line.</param>
    /// <param name="isWindows">Whether the working directory is on Windows.</param>
    public static bool IsPrompt(string text, bool isWindows)
    {
        var first = First(text);
        var isCommand = Commands.Contains(first) || first.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) || text.StartsWith("%0",
            StringComparison.Ordinal);
        return isCommand && !text.Contains("<<", StringComparison.Ordinal) && !text.Contains('\'', StringComparison.Ordinal)
            && (isWindows || HasSign(text));
    }

    /// <summary>Whether a folder is on Windows.</summary>
    public static bool IsFolder(string path) => path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '\\' or '/';

    /// <summary>`Get-Content` and the like; `apt-get` and `add-apt-repository` are written in another way.</summary>
    private static bool IsCmdlet(string word) => word.IndexOf('-') is > 1 and var dash && dash + 1 < word.Length
        && char.IsAsciiLetterUpper(word[0]) && char.IsAsciiLetterUpper(word[dash + 1])
        && word.AsSpan(0, dash).IndexOfAnyExceptInRange('A', 'z') < 0 && word.AsSpan(dash + 1).IndexOfAnyExceptInRange('0', 'z') < 0;

    private static bool IsAssignment(string text)
    {
        var end = text.AsSpan(1).IndexOfAny(" =");
        return end > 0 && text.AsSpan(1, end).IndexOfAnyExceptInRange('0', 'z') < 0
            && text.AsSpan(end + 1).TrimStart(' ') is ['=', not '=', ..];
    }

    /// <summary>Whether a line has a drive's path, a registry key, a variable of Windows or a secret's, or a file that starts
    /// itself.</summary>
    private static bool HasSign(string text)
    {
        if (Array.Exists(Hives, hive => text.Contains(hive, StringComparison.OrdinalIgnoreCase)) || IsBomb(text))
        {
            return true;
        }

        for (var at = 1; at + 1 < text.Length; at++)
        {
            var isStart = at == 1 || text[at - 2] is ' ' or '"' or '=' or '@' or '>';
            if (text[at] == ':' && text[at + 1] == '\\' && isStart && char.IsAsciiLetter(text[at - 1]))
            {
                return true;
            }
        }

        for (var at = text.IndexOf('%'); at >= 0; at = text.IndexOf('%', at + 1))
        {
            var name = text.AsSpan(at + 1, Math.Min(LongestVariable, text.Length - at - 1));
            var end = name.IndexOf('%');
            if (end > 0 && name[..end].ToString() is var variable
                && (Variables.Contains(variable.ToUpperInvariant()) || KnownVariables.IsSecret(variable)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBomb(string text) => text.Contains("%0|%0", StringComparison.Ordinal)
        && (text.StartsWith('%') || text.Contains(".bat", StringComparison.OrdinalIgnoreCase)
            || text.Contains(".cmd", StringComparison.OrdinalIgnoreCase));

    private static string First(string text)
    {
        var end = text.AsSpan().IndexOfAny(WordEnds);
        return end < 0 ? text : text[..end];
    }
}
