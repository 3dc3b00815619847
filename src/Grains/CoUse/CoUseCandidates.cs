using ToolTime.Grains.Privacy;
using ToolTime.Privacy;
using ToolTime.Usage;

namespace ToolTime.Grains.CoUse;

/// <summary>
/// The names whose joint use is counted: servers, skills and plugins that enough submitters use, the most used first. There is a bound, so
/// that what is counted of pairs is as large for a million people as for a thousand.
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

    /// <summary>The names, by their places.</summary>
    public IReadOnlyList<UsageName> Names { get; }

    /// <summary>The pairs that are counted: each two names.</summary>
    public int Pairs => Names.Count * (Names.Count - 1) / 2;

    /// <summary>Distinct submitters who use both names of a pair, at least, where a threshold is in force.</summary>
    public static int MinimumAt(Threshold threshold) => Math.Max(MinimumSubmitters, threshold.Minimum);

    /// <summary>The rule, as people read it.</summary>
    public static PrivacyRule State(Threshold threshold) => new()
    {
        Id = "pairs",
        Text = $"Pairs of names that the same {MinimumAt(threshold)} tokens or more use are published of four weeks, as an order without numbers.",
    };

    /// <summary>Those among published cells.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="minimum">How many submitters each needs.</param>
    public static CoUseCandidates From(IEnumerable<PublishedCell> cells, int minimum) => new(
    [
        .. cells
            .Where(cell => cell.Key.Client is null && IsCounted(cell.Key.Name) && cell.Figures.Submitters >= minimum)
            .OrderByDescending(cell => cell.Figures.Submitters)
            .ThenBy(cell => cell.Key.Name)
            .Take(MostNames)
            .Select(cell => cell.Key.Name),
    ]);

    /// <summary>Those that were written as <see cref="Write"/> writes them.</summary>
    public static CoUseCandidates Parse(IEnumerable<string> names) => new(
    [
        .. names
            .Select(name => name.Split(' ', 2))
            .Select(parts => new UsageName(DimensionNames.TryParse(parts[0], out var dimension) ? dimension : default, parts[1])),
    ]);

    /// <summary>The names as texts, in their order.</summary>
    public IEnumerable<string> Write() => Names.Select(name => $"{name.Dimension.ToName()} {name.Name}");

    /// <summary>The place of a pair among all pairs.</summary>
    /// <param name="first">The place of one name.</param>
    /// <param name="second">The place of the other, which is greater.</param>
    public int PairOf(int first, int second) => (first * ((2 * Names.Count) - first - 1) / 2) + second - first - 1;

    /// <summary>The places of those that a submitter used, in order.</summary>
    public IReadOnlyList<int> PlacesOf(IEnumerable<UsageName> used) =>
        [.. used.Where(_places.ContainsKey).Select(name => _places[name]).Distinct().Order()];

    /// <summary>
    /// Whether two names have one owner, as a plugin has with its skills and its server: that they are used together is no news.
    /// </summary>
    public static bool IsOfOneOwner(UsageName one, UsageName other) =>
        OwnerOf(one.Name).Equals(OwnerOf(other.Name), StringComparison.OrdinalIgnoreCase);

    private static string OwnerOf(string name) =>
        name.AsSpan().IndexOfAny(':', '@') is var end and > 0 ? name[..end] : name;

    private static bool IsCounted(UsageName name) =>
        name.Dimension is Dimension.McpServer or Dimension.Skill or Dimension.Plugin && name.Name.Length > 0;
}
