using ToolTime.Recording.Calls;

namespace ToolTime.Uploader.Connecting;

/// <summary>
/// The command in an agent's settings: the executable's absolute path, quoted for the shell that agents run hooks with, and `hook`. Ours is
/// recognised by exactly that form, so that it is found after the executable moved, and a user's own wrapper is not mistaken for it.
/// </summary>
internal static class HookLine
{
    private const string Verb = " hook";
    private const string StatusLineVerb = " statusline";
    private const string ClientOption = " --client ";
    private const string PlainPunctuation = "/._-+,:@%=";

    /// <summary><paramref name="client"/> is the client to record; null for the one that a hook assumes by default.</summary>
    public static string For(string executable, string? client) =>
        Quoted(executable) + Verb + (client is null ? "" : ClientOption + client);

    /// <summary>The command of the status line.</summary>
    public static string ForStatusLine(string executable) => Quoted(executable) + StatusLineVerb;

    public static bool IsOurStatusLine(string command) =>
        command.EndsWith(StatusLineVerb, StringComparison.Ordinal)
        && IsOurs(command[..^StatusLineVerb.Length] + Verb, executable: "");

    /// <summary>Whether a command is ours, whatever this program's file is called.</summary>
    public static bool IsOurs(string command) => IsOurs(command, Environment.ProcessPath ?? "");

    public static bool IsOurs(string command, string executable) =>
        Executable(command) is { } named && (named == executable || FileName(named) is "tooltime" or "tooltime.exe") && IsAbsolute(named);

    /// <summary>The path as one word of the shell. Agents on Windows run hooks with Git's shell, which accepts both slashes.</summary>
    public static string Quoted(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return $"\"{path.Replace('\\', '/')}\"";
        }

        return path.All(c => char.IsAsciiLetterOrDigit(c) || PlainPunctuation.Contains(c))
            ? path
            : $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }

    /// <summary>The path in a command made by <see cref="For"/>; null for any other command.</summary>
    public static string? Executable(string command)
    {
        var client = command.IndexOf(Verb + ClientOption, StringComparison.Ordinal);
        if (client >= 0 && ClientName.IsKnown(command[(client + Verb.Length + ClientOption.Length)..]))
        {
            command = command[..(client + Verb.Length)];
        }

        if (!command.EndsWith(Verb, StringComparison.Ordinal))
        {
            return null;
        }

        var word = command[..^Verb.Length];
        var path = word switch
        {
            ['\'', .. var quoted, '\''] => quoted.Replace(@"'\''", "'", StringComparison.Ordinal),
            ['"', .. var quoted, '"'] => quoted,
            _ => word,
        };
        return word == Quoted(path) || word == $"\"{path}\"" ? path : null;
    }

    private static string FileName(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];

    private static bool IsAbsolute(string path) => path is ['/', ..] or [_, ':', ..];
}
