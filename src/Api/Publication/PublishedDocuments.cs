using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ToolTime.Changes;
using ToolTime.Publication;

namespace ToolTime.Api.Publication;

/// <summary>Publications as documents: the same bytes that the data endpoints serve, each parsed once.</summary>
internal sealed class PublishedDocuments(PublicationCache current)
{
    private readonly ConditionalWeakTable<ServedPublication, object> _documents = [];

    /// <summary>The answer to a query; null if none is available yet.</summary>
    public async ValueTask<StatsDocument?> GetStatsAsync(StatsQuery query) =>
        await current.Get(query).GetAsync() is { } served ? Read(served, StatsJson.Default.StatsDocument) : null;

    /// <summary>The trends; null if not available yet.</summary>
    public async ValueTask<TrendsDocument?> GetTrendsAsync() =>
        await current.Trends.GetAsync() is { } served ? Read(served, StatsJson.Default.TrendsDocument) : null;

    /// <summary>The changes from week to week; null if not available yet.</summary>
    public async ValueTask<ChangesDocument?> GetChangesAsync() =>
        await current.Changes.GetAsync() is { } served ? Read(served, ChangesJson.Default.ChangesDocument) : null;

    private T Read<T>(ServedPublication served, JsonTypeInfo<T> type)
        where T : class =>
        (T)_documents.GetValue(served, key => JsonSerializer.Deserialize(key.Body, type)!);
}
