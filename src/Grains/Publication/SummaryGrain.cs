using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;
using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Publication;

/// <summary>
/// Serves front ends the documents of one window, which it makes of a publication and caches. For seven days, the publication is grain
/// state, which Orleans reads before the first call; weeks are read from storage whenever one has been published.
/// </summary>
internal sealed partial class SummaryGrain(
    [PersistentState("publication")] IPersistentState<SummaryState> state,
    IPublicationStore store,
    CurrentNames names,
    IOptions<PrivacyOptions> limits,
    DomainClock clock,
    ILogger<SummaryGrain> logger) : Grain, ISummaryGrain
{
    private readonly Dictionary<StatsQuery, (ImmutableArray<byte> Body, string ETag)> _documents = [];
    private WindowPublication? _publication;
    private byte[]? _archived;
    private StatsQuery _query;

    /// <summary>The publication version and the name list that the cached documents were made from.</summary>
    private (string Version, NameList? Names) _madeOf = ("", null);

    private bool IsOfSevenDays => _query.Window == StatsWindowKind.SevenDays;

    private StatsDocumentWriter Writer => new(limits.Value, names.List, simulated: clock.IsSimulated);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _query = StatsQuery.Parse(this.GetPrimaryKeyString());
        Restore();
        return Task.CompletedTask;
    }

    public async Task<PublicationAnswer> GetCurrentAsync(AgentClient? client, string? knownETag)
    {
        await RefreshAsync();
        var (body, etag) = DocumentOf(client);
        return etag == knownETag ? new PublicationAnswer.Unchanged() : new PublicationAnswer.Newer { Body = body, ETag = etag };
    }

    public Task<PublicationMark?> GetMarkAsync() => Task.FromResult(
        _publication is { } made && !state.State.IsUnconfirmed
            ? new PublicationMark
            {
                PublishedAt = made.PublishedAt,
                ReportersOfHour = made.ReportersOfHour,
                MinimumSubmitters = made.MinimumSubmitters,
            }
            : null);

    public async Task ReplaceAsync(ImmutableArray<byte> content)
    {
        (state.State.Content, state.State.IsUnconfirmed) = ([.. content], true);
        await WriteAsync();
    }

    public async Task ConfirmAsync(DateTimeOffset publishedAt)
    {
        if (state.State.IsUnconfirmed && _publication?.PublishedAt == publishedAt)
        {
            state.State.IsUnconfirmed = false;
            await WriteAsync();
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            await state.WriteStateAsync();
        }
        catch (InconsistentStateException)
        {
            // While the cluster changes, another silo may have published: the stored publication wins.
            await state.ReadStateAsync();
        }
        catch (Exception exception) when (exception is DbException or OrleansException)
        {
            this.DeactivateOnIdle();
            throw new StorageUnavailableException("The newest publication could not be stored.", exception);
        }

        Restore();
    }

    private void Restore()
    {
        _publication = null;
        _documents.Clear();
        try
        {
            var stored = state.State.Content is { } content ? WindowPublication.Decode(content) : null;

            // Figures of a simulated clock must never pass for real ones.
            _publication = (stored?.IsSimulated ?? false) == clock.IsSimulated ? stored : null;
        }
        catch (InvalidDataException exception)
        {
            LogDamaged(exception);
        }
    }

    /// <summary>Drops the cached documents if weeks were published or the name list has changed since they were made.</summary>
    private async Task RefreshAsync()
    {
        var version = IsOfSevenDays ? "" : await store.ReadVersionAsync(_query.Window, CancellationToken.None);
        if (_madeOf == (version, names.List))
        {
            return;
        }

        if (!IsOfSevenDays)
        {
            (_publication, _archived) = await ReadAsync();
        }

        _documents.Clear();
        _madeOf = (version, names.List);
    }

    private async Task<(WindowPublication? Publication, byte[]? Archived)> ReadAsync()
    {
        if (_query.Week is not { } week)
        {
            return (await store.ReadNewestAsync(_query.Window, CancellationToken.None), null);
        }

        var published = await store.ReadAsync(_query.Window, week.FirstDay, week.FirstDay, CancellationToken.None);
        return published.Count > 0 || _query.Window != StatsWindowKind.Week
            ? (published.SingleOrDefault(), null)
            : (null, await store.ReadArchivedAsync(week, CancellationToken.None));
    }

    private (ImmutableArray<byte> Body, string ETag) DocumentOf(AgentClient? client)
    {
        var query = _query.ForClient(client);
        if (!_documents.TryGetValue(query, out var document))
        {
            ImmutableArray<byte> body = _publication is { } publication ? Writer.Write(query, publication)
                : client is null && _archived is not null ? [.. _archived]
                : Writer.WriteEmpty(query);
            _documents.Add(query, document = (body, StatsDocumentWriter.ETagOf(body)));
        }

        return document;
    }

    [LoggerMessage(1307, LogLevel.Error, "The stored publication of seven days is damaged; it will be recomputed.")]
    private partial void LogDamaged(Exception exception);
}

/// <summary>The stored state of the grain for seven days: its publication. It can be recomputed from rows at any time.</summary>
[GenerateSerializer, Alias("ToolTime.SummaryState")]
public sealed class SummaryState
{
    /// <summary>The publication, as encoded by <see cref="WindowPublication.Encode"/>; null if there is none.</summary>
    [Id(0)]
    public byte[]? Content { get; set; }

    /// <summary>Whether rows of it may have been removed before it was stored.</summary>
    [Id(1)]
    public bool IsUnconfirmed { get; set; }
}
