using System.Text;

namespace ToolTime.Transcripts.ClaudeCode;

/// <summary>
/// A skill that the user started with a slash, which leaves no call. The client's own commands look the same: a skill is what a folder of
/// skills contains, or what a plugin provides, prefixed by the plugin's name and a colon.
/// </summary>
internal static class TypedSkill
{
    /// <summary>Marks a command in a user's message; a quoted command is inside other text.</summary>
    public static ReadOnlySpan<byte> Mark => "<command-name>/"u8;

    private const string Beginning = "<command-";
    private const string End = "</command-name>";
    private const string Projects = "/projects/";

    /// <summary>The skill's name; null if the text is not a command, or not one that starts a skill.</summary>
    public static string? Find(ReadOnlySpan<byte> text, string transcript, string? folder)
    {
        var words = Encoding.UTF8.GetString(text);
        if (!words.StartsWith(Beginning, StringComparison.Ordinal))
        {
            return null;
        }

        var mark = Encoding.UTF8.GetString(Mark);
        var start = words.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        if (start < mark.Length || words.IndexOf(End, start, StringComparison.Ordinal) is not (> 0 and var end))
        {
            return null;
        }

        var name = words[start..end].Trim();
        if (name.Length == 0 || name.AsSpan().ContainsAny('/', '\\') || name.StartsWith('.'))
        {
            return null;
        }

        return name.Contains(':') || IsInFolder(name, transcript, folder) ? name : null;
    }

    // Claude Code also uses the skills of its working folder and the folders around it.
    private static bool IsInFolder(string name, string transcript, string? folder)
    {
        var path = transcript.Replace('\\', '/');
        if (
            path.LastIndexOf(Projects, StringComparison.Ordinal) is > 0 and var end
            && Directory.Exists(Path.Combine(transcript[..end], "skills", name))
        )
        {
            return true;
        }

        for (var around = folder; !string.IsNullOrEmpty(around); around = Path.GetDirectoryName(around))
        {
            if (Directory.Exists(Path.Combine(around, ".claude", "skills", name)))
            {
                return true;
            }
        }

        return false;
    }
}
