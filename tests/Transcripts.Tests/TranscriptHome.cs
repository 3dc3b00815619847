using ToolTime.Recording.Home;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Scanning;

namespace ToolTime.Transcripts.Tests;

/// <summary>A user with transcripts, and a home with their index, for one test.</summary>
internal sealed class TranscriptHome : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("tooltime transcripts ж ").FullName;

    public TranscriptHome()
    {
        Environment["HOME"] = In("user");
        Environment["CLAUDE_CONFIG_DIR"] = In("claude");
        Environment["CODEX_HOME"] = In("codex");
        Home = new ToolTimeHome(In("home"));
    }

    public Dictionary<string, string> Environment { get; } = [];

    public ToolTimeHome Home { get; }

    /// <summary>The path of a Claude Code transcript in one project.</summary>
    public string Claude(string name) => In(Path.Combine("claude", "projects", "-home-dev-shop", name));

    public string In(string path) => Path.Combine(_root, path);

    /// <summary>Writes lines to a transcript in that project, each with a line break.</summary>
    public string Write(string name, params IEnumerable<string> lines)
    {
        var path = Claude(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, string.Concat(lines.Select(line => line + "\n")));
        return path;
    }

    public void CopyFrom(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var copy = In(Path.GetRelativePath(folder, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }

    /// <summary>Reads what is new, saves it unless told not to, and returns the totals of everything known.</summary>
    public ReadUsage Read(bool save = true)
    {
        var store = new IndexStore(Home);
        using var held = store.Lock(TimeSpan.FromSeconds(30));
        Assert.NotNull(held);
        var index = new UsageIndex(store, store.Catalog());
        var scan = new TranscriptScan(index, Environment.GetValueOrDefault);
        scan.Run(() => { });
        var usage = ReadUsage.From(index, scan);
        if (save)
        {
            index.Save();
        }

        return usage;
    }

    /// <summary>Reads what is new, and saves nothing.</summary>
    public TranscriptScan Scan()
    {
        var store = new IndexStore(Home);
        var scan = new TranscriptScan(new UsageIndex(store, store.Catalog()), Environment.GetValueOrDefault);
        scan.Run(() => { });
        return scan;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
