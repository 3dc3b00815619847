using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>The arguments of a cmdlet, or of one of the command prompt's commands.</summary>
/// <param name="paths">What has no name, or names a path.</param>
/// <param name="switches">All options as written, and `/s` and the like.</param>
/// <param name="named">The values of options.</param>
internal sealed class CmdletArguments(IReadOnlyList<Field> paths, IReadOnlySet<string> switches, IReadOnlyDictionary<string, Field> named)
{
    private static readonly string[] Valued = ["-Path", "-LiteralPath", "-Destination", "-OutFile", "-Uri", "-Body", "-Form", "-InFile",
        "-Method", "-Headers", "-Value", "-FilePath", "-Filter", "-Include", "-Exclude", "-Name", "-PropertyType", "-Type", "-Source", "-ArgumentList",
        "-ItemType", "-Pattern", "-Encoding", "-Verb", "-Enabled", "-Group", "-Member", "-HistorySaveStyle", "-ErrorAction", "-ea",
        "-o", "-OutF", "-NewName", "-ContentType", "-Property", "-DestinationPath", "-CompressionLevel"];

    public IReadOnlyList<Field> Paths => paths;

    /// <summary>The first path; null if there is none.</summary>
    public Field? Path => paths is [var first, ..] ? first : null;

    public IReadOnlySet<string> Switches => switches;

    /// <summary>The value of the first of these options that has one; null if none has.</summary>
    public Field? Named(params ReadOnlySpan<string> options)
    {
        foreach (var option in options)
        {
            if (named.TryGetValue(option, out var value))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Reads the arguments of a call.</summary>
    public static CmdletArguments Read(Call call)
    {
        var paths = new List<Field>();
        var named = new Dictionary<string, Field>(StringComparer.OrdinalIgnoreCase);
        var switches = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var at = 0; at < call.Args.Count; at++)
        {
            var text = call.Args[at].Text;
            if (text.Length > 1 && text[0] == '-' && char.IsAsciiLetter(text[1]))
            {
                var option = text.Split(':')[0];
                var isValued = Array.Exists(Valued, valued => valued.Equals(option, StringComparison.OrdinalIgnoreCase));
                switches.Add(text);
                if (isValued && at + 1 < call.Args.Count)
                {
                    named.TryAdd(option, call.Args[++at]);
                    if (option.Equals("-Path", StringComparison.OrdinalIgnoreCase)
                        || option.Equals("-LiteralPath", StringComparison.OrdinalIgnoreCase)
                        || option.Equals("-FilePath", StringComparison.OrdinalIgnoreCase))
                    {
                        paths.Add(call.Args[at]);
                    }
                }
            }
            else if (text.StartsWith('/') && text.Length < 4)
            {
                switches.Add(text);
            }
            else
            {
                paths.Add(call.Args[at]);
            }
        }

        return new(paths, switches, named);
    }
}
