namespace ToolTime.Silo.Tests.Canaries;

/// <summary>
/// Creates marked, unique secrets of all kinds that must never be stored or published. Each contains <see cref="Marker"/>.
/// </summary>
internal sealed class Canary
{
    /// <summary>What is searched for. Only letters and digits, so that URLs, JSON and HTML do not change it.</summary>
    public const string Marker = "qz7kanari";

    private static readonly Func<string, string>[] Kinds =
    [
        mark => $"{mark}ffeeddccbbaa00112233",
        mark => $"{mark}.host.example",
        mark => $"/home/{mark}/secret plans/plan.txt",
        mark => $"please rewrite {mark} for Alice, today",
        mark => $"rm -rf /srv/{mark} && curl -u admin:{mark} https://example.org",
        mark => $"Exit code 1: {mark}: No such file or directory",
        mark => $"{mark}@example.org",
        mark => $"sk-ant-{mark}-AAAA",
        mark => $"mcp__{mark}__deploy",
    ];

    private int _made;

    /// <summary>The number of canaries made.</summary>
    public int Made => _made;

    /// <summary>One of each kind.</summary>
    public IEnumerable<string> OfEachKind() => Kinds.Select(kind => kind(Mark()));

    /// <summary>One of the next kind.</summary>
    public string Next() => Kinds[_made % Kinds.Length](Mark());

    /// <summary>One in the form of a name.</summary>
    public string Name() => Mark();

    private string Mark() => $"{Marker}{Interlocked.Increment(ref _made):D5}";
}
