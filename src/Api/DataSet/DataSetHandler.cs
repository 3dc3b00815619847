using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Caching.Memory;
using ToolTime.Api.Publication;
using ToolTime.Calendar;
using ToolTime.DataSet;
using ToolTime.Privacy;
using ToolTime.Publication;

namespace ToolTime.Api.DataSet;

/// <summary>Answers requests for the data set. Files never change, so each is read once.</summary>
internal sealed class DataSetHandler : IDisposable
{
    /// <summary>The maximum number of bytes of cached files.</summary>
    private const long MostBytes = 32 * 1024 * 1024;

    private readonly IGrainFactory _grains;
    private readonly DomainClock _clock;
    private readonly ConcurrentDictionary<string, ImmutableArray<DataSetEntry>> _entries = [];
    private readonly MemoryCache _bodies = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    public DataSetHandler(IGrainFactory grains, DomainClock clock, TimeProvider timeProvider)
    {
        (_grains, _clock) = (grains, clock);
        Manifest = new(AskAsync, timeProvider);
    }

    public CurrentPublication Manifest { get; }

    private IDataSetGrain DataSet => _grains.GetGrain<IDataSetGrain>(0);

    /// <summary>A file's content; null if its period is not final.</summary>
    public async Task<byte[]?> ReadAsync(DataSetFile file)
    {
        if (_bodies.TryGetValue(file, out byte[]? held))
        {
            return held;
        }

        if (ImmutableCollectionsMarshal.AsArray(await DataSet.ReadAsync(file.Period.ToString())) is not { Length: > 0 } json)
        {
            return null;
        }

        var body = file.ToBytes(json);
        return _bodies.Set(file, body, new MemoryCacheEntryOptions { Size = body.Length });
    }

    public void Dispose() => _bodies.Dispose();

    private async Task<PublicationAnswer> AskAsync(string? knownETag)
    {
        var entries = new List<DataSetEntry>();
        foreach (var period in await DataSet.ListAsync())
        {
            if (_entries.TryGetValue(period, out var known))
            {
                entries.AddRange(known);
            }
            else if (await DataSet.ReadAsync(period) is { Length: > 0 } json)
            {
                entries.AddRange(_entries[period] = Describe(StatsQuery.Parse(period), [.. json]));
            }
        }

        var terms = await _grains.GetGrain<IPrivacyGrain>(0).GetTermsAsync();
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new()
            {
                Simulated = _clock.IsSimulated,
                RulesVersion = StatsWindow.CurrentRules,
                Rules = [.. terms.Rules.Select(DataSetRule.From)],
                Files = entries,
            },
            DataSetManifestJson.Default.DataSetManifest
        );
        var etag = $"\"{DataSetFile.HashOf(body)[..32]}\"";
        return etag == knownETag
            ? new PublicationAnswer.Unchanged()
            : new PublicationAnswer.Newer { Body = ImmutableCollectionsMarshal.AsImmutableArray(body), ETag = etag };
    }

    private static ImmutableArray<DataSetEntry> Describe(StatsQuery query, byte[] json)
    {
        var period = JsonSerializer.Deserialize(json, DataSetJson.Default.DataSetPeriod)!;
        return [EntryOf(new(query, IsCsv: true)), EntryOf(new(query, IsCsv: false))];

        DataSetEntry EntryOf(DataSetFile file)
        {
            var body = file.ToBytes(json);
            return new()
            {
                Href = file.Path,
                Sha256 = DataSetFile.HashOf(body),
                Bytes = body.Length,
                MediaType = file.MediaType,
                Window = period.Window.Name,
                From = period.Window.From!.Value,
                To = period.Window.To!.Value,
                Submitters = period.Window.Submitters,
                RulesVersion = period.Window.RulesVersion!.Value,
                Rows = period.Rows.Count,
            };
        }
    }
}
