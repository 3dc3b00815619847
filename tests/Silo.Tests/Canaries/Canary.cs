namespace ToolTime.Silo.Tests.Canaries;

/// <summary>
/// Makes marked secrets, each unlike any other, of all kinds that must never be stored or published. Every one holds <see cref="Marker"/>.
/// </summary>
internal sealed class Canary
{
    /// <summary>What is looked for. Letters and digits only, so that no way of writing URLs, JSON or HTML changes it.</summary>
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

    /// <summary>How many were made.</summary>
    public int Made => _made;

    /// <summary>One of each kind.</summary>
    public IEnumerable<string> OfEachKind() => Kinds.Select(kind => kind(Mark()));

    /// <summary>One of the next kind.</summary>
    public string Next() => Kinds[_made % Kinds.Length](Mark());

    /// <summary>One that is written as a name.</summary>
    public string Name() => Mark();

    private string Mark() => $"{Marker}{Interlocked.Increment(ref _made):D5}";
}
