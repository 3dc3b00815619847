using ToolTime.Grains.Privacy;
using ToolTime.Privacy;
using ToolTime.Usage;

namespace ToolTime.Grains.CoUse;

/// <summary>
/// The names whose joint use is counted: servers, skills and plugins that enough submitters use, most used first. Their number is bounded,
/// so counting pairs takes no more memory for a million people than for a thousand.
/// </summary>
internal sealed class CoUseCandidates
{
    private const int MinimumSubmitters = 20;

    private const int MostNames = 200;

    private readonly Dictionary<UsageName, int> _places;

    private CoUseCandidates(IReadOnlyList<UsageName> names)
    {
        Names = names;
        _places = names.Index().ToDictionary(name => name.Item, name => name.Index);
    }

    /// <summary>The names; a name's index is its place.</summary>
    public IReadOnlyList<UsageName> Names { get; }

    /// <summary>The number of pairs of names.</summary>
    public int Pairs => Names.Count * (Names.Count - 1) / 2;

    /// <summary>The minimum number of distinct submitters who use both names of a pair, given the threshold in force.</summary>
    public static int MinimumAt(Threshold threshold) => Math.Max(MinimumSubmitters, threshold.Minimum);

    /// <summary>The rule as users read it.</summary>
    public static PrivacyRule Describe(Threshold threshold) => new()
    {
        Id = "pairs",
        Text = $"Pairs of names used by the same {MinimumAt(threshold)} tokens or more are published for four weeks, ranked but without numbers.",
    };

    /// <summary>Selects candidates from published cells.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="minimum">The minimum number of submitters per name.</param>
    public static CoUseCandidates From(IEnumerable<PublishedCell> cells, int minimum) => new(
    [
        .. cells
            .Where(cell => cell.Key.Client is null && IsCounted(cell.Key.Name) && cell.Figures.Submitters >= minimum)
            .OrderByDescending(cell => cell.Figures.Submitters)
            .ThenBy(cell => cell.Key.Name)
            .Take(MostNames)
            .Select(cell => cell.Key.Name),
    ]);

    /// <summary>Parses names written by <see cref="Write"/>.</summary>
    public static CoUseCandidates Parse(IEnumerable<string> names) => new(
    [
        .. names
            .Select(name => name.Split(' ', 2))
            .Select(parts => new UsageName(DimensionNames.TryParse(parts[0], out var dimension) ? dimension : default, parts[1])),
    ]);

    /// <summary>The names as strings, in order.</summary>
    public IEnumerable<string> Write() => Names.Select(name => $"{name.Dimension.ToName()} {name.Name}");

    /// <summary>The index of a pair among all pairs.</summary>
    /// <param name="first">One name's place.</param>
    /// <param name="second">The other name's place, which is greater.</param>
    public int PairOf(int first, int second) => (first * ((2 * Names.Count) - first - 1) / 2) + second - first - 1;

    /// <summary>The places of the names that a submitter used, ascending.</summary>
    public IReadOnlyList<int> PlacesOf(IEnumerable<UsageName> used) =>
        [.. used.Where(_places.ContainsKey).Select(name => _places[name]).Distinct().Order()];

    /// <summary>
    /// Whether two names belong to the same owner, as a plugin and its skills and server do: their joint use is not worth reporting.
    /// </summary>
    public static bool IsOfOneOwner(UsageName one, UsageName other) =>
        OwnerOf(one.Name).Equals(OwnerOf(other.Name), StringComparison.OrdinalIgnoreCase);

    private static string OwnerOf(string name) =>
        name.AsSpan().IndexOfAny(':', '@') is var end and > 0 ? name[..end] : name;

    private static bool IsCounted(UsageName name) =>
        name.Dimension is Dimension.McpServer or Dimension.Skill or Dimension.Plugin && name.Name.Length > 0;
}
