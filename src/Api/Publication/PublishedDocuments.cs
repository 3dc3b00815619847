using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ToolTime.Changes;
using ToolTime.Publication;

namespace ToolTime.Api.Publication;

/// <summary>Publications as documents: the very bytes that the endpoints for machines serve, each read once.</summary>
internal sealed class PublishedDocuments(PublicationCache current)
{
    private readonly ConditionalWeakTable<ServedPublication, object> _documents = [];

    /// <summary>What a query is answered with; null where nothing could be had yet.</summary>
    public async ValueTask<StatsDocument?> GetStatsAsync(StatsQuery query) =>
        await current.Get(query).GetAsync() is { } served ? Read(served, StatsJson.Default.StatsDocument) : null;

    /// <summary>The trends; null where none could be had yet.</summary>
    public async ValueTask<TrendsDocument?> GetTrendsAsync() =>
        await current.Trends.GetAsync() is { } served ? Read(served, StatsJson.Default.TrendsDocument) : null;

    /// <summary>What changed from week to week; null where it could not be had yet.</summary>
    public async ValueTask<ChangesDocument?> GetChangesAsync() =>
        await current.Changes.GetAsync() is { } served ? Read(served, ChangesJson.Default.ChangesDocument) : null;

    private T Read<T>(ServedPublication served, JsonTypeInfo<T> type)
        where T : class =>
        (T)_documents.GetValue(served, key => JsonSerializer.Deserialize(key.Body, type)!);
}
