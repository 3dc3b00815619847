using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using ToolTime.Calendar;
using ToolTime.DataSet;
using ToolTime.Grains.Publication;
using ToolTime.Publication;

namespace ToolTime.Grains.DataSet;

/// <summary>Finds the final periods among the publications, and writes the rows of one on request.</summary>
internal sealed class DataSetGrain(IPublicationStore store) : Grain, IDataSetGrain
{
    private readonly HashSet<PublicationPeriod> _final = [];
    private readonly Dictionary<StatsWindowKind, string> _versions = [];

    public async Task<ImmutableArray<string>> ListAsync()
    {
        await RefreshAsync(StatsWindowKind.Week);
        await RefreshAsync(StatsWindowKind.FourWeeks);
        return [.. _final.OrderBy(period => period.FirstDay).ThenBy(period => period.Window).Select(period => period.Query.ToString())];
    }

    public async Task<ImmutableArray<byte>> ReadAsync(string period)
    {
        if (!StatsQuery.TryParse(period, null, out var query) || query.Week is not { } week)
        {
            return [];
        }

        // One that is not final is large, too, and is not read to find that out.
        await RefreshAsync(query.Window);
        var asked = PublicationPeriod.Containing(query.Window, week.FirstDay);
        return _final.Contains(asked) && await ReadAsync(asked) is { IsFinal: true } publication
            ? ImmutableCollectionsMarshal.AsImmutableArray(
                JsonSerializer.SerializeToUtf8Bytes(DataSetWriter.Write(publication), DataSetJson.Default.DataSetPeriod)
            )
            : [];
    }

    // Final periods never change, so only unknown ones are read, and only after a new publication.
    private async Task RefreshAsync(StatsWindowKind window)
    {
        var version = await store.ReadVersionAsync(window, CancellationToken.None);
        if (_versions.GetValueOrDefault(window) == version)
        {
            return;
        }

        var schedule = await store.ReadScheduleAsync(window, CancellationToken.None);
        var first = PublicationPeriod.Containing(window, Epoch.Numbered(0).FirstDay);
        for (var period = first; period.FirstDay <= schedule.NewestPublished; period = period.Next)
        {
            if (!_final.Contains(period) && !schedule.Open.Contains(period.FirstDay) && await ReadAsync(period) is { IsFinal: true })
            {
                _final.Add(period);
            }
        }

        _versions[window] = version;
    }

    private async Task<WindowPublication?> ReadAsync(PublicationPeriod period) =>
        (await store.ReadAsync(period.Window, period.FirstDay, period.FirstDay, CancellationToken.None)).SingleOrDefault();
}
