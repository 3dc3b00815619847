using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Options;
using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Publication;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>Serves front ends the documents of one app and kind of window. Its cache is rebuilt whenever anything is published.</summary>
internal sealed class TelemetrySummaryGrain(
    ITelemetryPublicationStore store,
    IOptions<PrivacyOptions> privacy,
    DomainClock clock) : Grain, ITelemetrySummaryGrain
{
    /// <summary>The number of cached documents, some tens of kilobytes each; beyond that they are written on each request.</summary>
    private const int Capacity = 32;

    private readonly Dictionary<TelemetryPeriod, (ImmutableArray<byte> Body, string ETag)> _documents = [];
    private long _version = -1;

    private AppName App { get; set; }

    private TelemetryWindowKind Window { get; set; }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var (app, window) = TelemetryGrains.Split(this.GetPrimaryKeyString());
        App = app;
        Window = TelemetryWindowNames.TryParse(window, out var kind) ? kind : throw new FormatException("Unknown window.");
        return Task.CompletedTask;
    }

    public async Task<PublicationAnswer> GetAsync(string? period, string? knownETag)
    {
        var running = TelemetryPeriod.Containing(Window, clock.GetUtcToday());
        var (body, etag) = await GetDocumentAsync(period is null ? running : TelemetryPeriod.Parse(period), running);
        return etag == knownETag ? new PublicationAnswer.Unchanged() : new PublicationAnswer.Newer { Body = body, ETag = etag };
    }

    private async Task<(ImmutableArray<byte> Body, string ETag)> GetDocumentAsync(TelemetryPeriod period, TelemetryPeriod running)
    {
        var version = await store.ReadVersionAsync(App, CancellationToken.None);
        if (version != _version)
        {
            _documents.Clear();
            _version = version;
        }

        if (_documents.Count >= Capacity && !_documents.ContainsKey(period))
        {
            // Nearly everyone asks for the running one.
            _documents.Keys.Where(held => held != running).ToList().ForEach(held => _documents.Remove(held));
        }

        if (!_documents.TryGetValue(period, out var document))
        {
            var body = await MakeAsync(period);
            _documents[period] = document = (body, StatsDocumentWriter.ETagOf(body));
        }

        return document;
    }

    private async Task<ImmutableArray<byte>> MakeAsync(TelemetryPeriod period)
    {
        var first = period.Before(ServedTelemetry.SeriesLength(Window) - 1).FirstDay;
        var publications = await store.ReadAsync(App, Window, first, period.FirstDay, CancellationToken.None);
        var document =
            publications.LastOrDefault(publication => publication.Period == period)?.Document
            ?? ServedTelemetry.Empty(App, ServedTelemetry.WindowOf(period, privacy.Value.MinimumSubmitters, clock.IsSimulated));
        document = document with
        {
            Series = [.. publications.Select(publication => ServedTelemetry.PointOf(publication.Document))],
        };
        return ImmutableCollectionsMarshal.AsImmutableArray(
            JsonSerializer.SerializeToUtf8Bytes(document, TelemetryJson.Default.TelemetryDocument)
        );
    }
}
