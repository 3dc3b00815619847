using System.Globalization;
using ToolTime.Names;

namespace ToolTime.Silo.Operators;

/// <summary>
/// Compares a registry's snapshot with the listed names, and shows the lines missing from this server's names file; adds them only if
/// requested.
/// </summary>
internal static class NamesImport
{
    public static async Task<int> RunAsync(string snapshot, bool write, IConfiguration configuration, TimeProvider time)
    {
        var path = configuration["Names:File"];
        var own = path is not null && File.Exists(path) ? await File.ReadAllTextAsync(path) : "";
        var missing = Missing(RegistrySnapshot.Read(await File.ReadAllBytesAsync(snapshot)), own);
        foreach (var line in missing)
        {
            await Console.Out.WriteLineAsync($"+{line}");
        }

        var (count, source) = (missing.Count.ToString("N0", CultureInfo.InvariantCulture), Path.GetFileName(snapshot));
        if (missing.Count == 0 || !write)
        {
            var how = missing.Count == 0 ? "" : " Read them; --write adds them to Names:File.";
            await Console.Out.WriteLineAsync($"# {count} lines of {source} are not in force here.{how}");
            return 0;
        }

        if (path is null)
        {
            throw new FormatException(
                "Names:File is not set, so there is no file to write to; set it as the server has it, such as --Names:File names.txt."
            );
        }

        // Appended, so that the file's owner, permissions and links stay.
        var start = own.Length == 0 || own.EndsWith('\n') ? "" : "\n";
        var added = $"{start}# {time.GetUtcNow():yyyy-MM-dd}, {source}\n{string.Join('\n', missing)}\n";
        OperatorNames.Parse(own + added);
        await File.AppendAllTextAsync(path, added);
        await Console.Out.WriteLineAsync($"# {count} lines were added to {path}; a running server has them within a second.");
        return 0;
    }

    /// <summary>Selects a snapshot's lines that would change anything.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="own">The text of this server's names file.</param>
    internal static IReadOnlyList<string> Missing(IEnumerable<string> lines, string own)
    {
        var operatorNames = OperatorNames.Parse(own);
        var list = NameList.Shipped.With(operatorNames);
        return [.. lines.Where(IsMissing)];

        bool IsMissing(string line) => line.Split(' ') switch
        {
            ["rename", _, var old, var current] => list.Normalize(NameKind.Plugin, old) is { Length: > 0 } now && now != current,
            [_, "mcp_server", var name] => IsUnknown(NameKind.McpServer, name),
            [_, _, var name] => IsUnknown(NameKind.Plugin, name),
            _ => false,
        };

        // Blocked names stay blocked, whatever a registry lists.
        bool IsUnknown(NameKind kind, string name) => list.Normalize(kind, name).Length == 0 && !operatorNames.Blocks(kind, name);
    }
}
