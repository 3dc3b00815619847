using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Names;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>Makes what is served from what is told: a pure function of published cells, the list of names, the limits, and when they were published.</summary>
internal sealed class StatsDocumentWriter(PrivacyOptions privacy, NameList names, bool simulated)
{
    /// <summary>The publication of a week.</summary>
    public WeekPublication Week(IsoWeek week, IReadOnlyList<PublishedCell> cells, DateTimeOffset publishedAt)
    {
        var publication = new WeekPublication(week, publishedAt, "", []) { Cells = [.. cells] };
        var body = Window(StatsQuery.NewestWeek, [publication]);
        return publication with { Body = body, ETag = ETagOf(body) };
    }

    /// <summary>The publication of seven days.</summary>
    public SevenDayPublication SevenDays(SevenDays days, IReadOnlyList<PublishedCell> cells, DateTimeOffset publishedAt)
    {
        var body = Document(StatsQuery.Of(StatsWindowKind.SevenDays), cells, days.FirstDay, days.LastDay, publishedAt);
        return new(days, publishedAt, ETagOf(body), body);
    }

    /// <summary>What a query's weeks tell, which are one at least; the newest stands last.</summary>
    public ImmutableArray<byte> Window(StatsQuery query, IReadOnlyList<WeekPublication> weeks)
    {
        return Document(query, weeks.SelectMany(week => week.Cells), weeks[0].Week.FirstDay, weeks[^1].Week.LastDay, weeks[^1].PublishedAt);
    }

    private ImmutableArray<byte> Document(StatsQuery query, IEnumerable<PublishedCell> cells, DateOnly first, DateOnly last, DateTimeOffset publishedAt)
    {
        var tables = new StatsTables(PublishedCells.Of(query, cells, names));
        return Serialize(new()
        {
            Window = WindowOf(query) with { From = first, To = last, PublishedAt = publishedAt },
            Overview = tables.Overview(first, last),
            Tools = tables.Tools(),
            Models = tables.Models(),
            Clients = tables.Clients(),
            Dimensions = tables.Dimensions(),
            Habits = tables.Habits(),
            Any = tables.Any(),
        });
    }

    /// <summary>What is served before anything is published.</summary>
    public ImmutableArray<byte> Nothing(StatsQuery query) => Serialize(new()
    {
        Window = WindowOf(query),
        Overview = new() { TotalSubmissions = null, UniqueSubmitters = null, Earliest = null, Latest = null },
        Tools = [],
        Models = [],
        Clients = [],
        Dimensions = new() { Skills = [], McpServers = [], Plugins = [] },
        Habits = new() { EditWithoutReadMedian = null },
        Any = new() { McpServer = null, Skill = null, Plugin = null, Unlisted = null },
    });

    /// <summary>A strong entity tag: the first half of the SHA-256 of the body.</summary>
    public static string ETagOf(ImmutableArray<byte> body) => $"\"{Convert.ToHexStringLower(SHA256.HashData(body.AsSpan()).AsSpan(0, 16))}\"";

    private StatsWindow WindowOf(StatsQuery query) => new()
    {
        Name = query.Window.ToName(),
        From = null,
        To = null,
        PublishedAt = null,
        MinimumSubmitters = privacy.MinimumSubmitters,
        RulesVersion = StatsWindow.CurrentRules,
        Simulated = simulated,
    };

    private static ImmutableArray<byte> Serialize(StatsDocument document) =>
        ImmutableCollectionsMarshal.AsImmutableArray(JsonSerializer.SerializeToUtf8Bytes(document, StatsJson.Default.StatsDocument));
}
