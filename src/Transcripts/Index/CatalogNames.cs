using System.Runtime.InteropServices;

namespace ToolTime.Transcripts.Index;

/// <summary>The numbers of names and attributions in a catalog. For one thread at a time.</summary>
internal sealed class CatalogNames(IndexCatalog catalog)
{
    private readonly Dictionary<string, int> _names = Numbered(catalog.Names);
    private readonly Dictionary<AttributionRow, int> _attributions = Numbered(catalog.Attributions);

    /// <summary>The number of a name, or null.</summary>
    public int? Find(string name) => _names.TryGetValue(name, out var number) ? number : null;

    /// <summary>The number of a name, which is added if new.</summary>
    public int Number(string name)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_names, name, out var isKnown);
        if (isKnown)
        {
            return number;
        }

        number = catalog.Names.Count;
        catalog.Names.Add(name);
        return number;
    }

    /// <summary>The same for an attribution; <see cref="AttributionRow.None"/> if there is none.</summary>
    public int Number(Attribution? attribution)
    {
        if (attribution is null)
        {
            return AttributionRow.None;
        }

        var row = AttributionRow.From(attribution, Number);
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_attributions, row, out var isKnown);
        if (!isKnown)
        {
            number = catalog.Attributions.Count;
            catalog.Attributions.Add(row);
        }

        return number + 1;
    }

    /// <summary>Each item's position in the list.</summary>
    public static Dictionary<T, int> Numbered<T>(IEnumerable<T> all)
        where T : notnull => all.Select((one, number) => (one, number)).ToDictionary(pair => pair.one, pair => pair.number);
}
