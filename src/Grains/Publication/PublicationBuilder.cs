using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>Makes publications: a pure function of a window's tally, the limits, and when it is published.</summary>
internal static class PublicationBuilder
{
    /// <summary>The publication of a week.</summary>
    public static WeekPublication Of(IsoWeek week, WeekTally tally, PrivacyOptions limits, DateTimeOffset publishedAt, bool simulated)
    {
        var tables = new StatsTables(tally, limits);
        var body = Serialize(new()
        {
            Window = WindowOf(limits, simulated) with { From = week.FirstDay, To = week.LastDay, PublishedAt = publishedAt },
            Overview = tables.Overview(week),
            Tools = tables.Tools(),
            Models = tables.Models(),
            Clients = tables.Clients(),
            Dimensions = tables.Dimensions(),
            Habits = tables.Habits(),
        });
        return new(week, publishedAt, ETagOf(body), body);
    }

    /// <summary>What is served before anything is published.</summary>
    public static ImmutableArray<byte> Nothing(PrivacyOptions limits, bool simulated) => Serialize(new()
    {
        Window = WindowOf(limits, simulated),
        Overview = new() { TotalSubmissions = null, UniqueSubmitters = null, Earliest = null, Latest = null },
        Tools = [],
        Models = [],
        Clients = [],
        Dimensions = new() { Skills = [], McpServers = [], Plugins = [] },
        Habits = new() { EditWithoutReadMedian = null },
    });

    /// <summary>A strong entity tag: the first half of the SHA-256 of the body.</summary>
    public static string ETagOf(ImmutableArray<byte> body) => $"\"{Convert.ToHexStringLower(SHA256.HashData(body.AsSpan()).AsSpan(0, 16))}\"";

    private static StatsWindow WindowOf(PrivacyOptions limits, bool simulated) => new()
    {
        Name = ISummaryGrain.Week,
        From = null,
        To = null,
        PublishedAt = null,
        MinimumSubmitters = limits.MinimumSubmitters,
        MinimumForValues = limits.MinimumForValues,
        Simulated = simulated,
    };

    private static ImmutableArray<byte> Serialize(StatsDocument document) =>
        ImmutableCollectionsMarshal.AsImmutableArray(JsonSerializer.SerializeToUtf8Bytes(document, StatsJson.Default.StatsDocument));
}
