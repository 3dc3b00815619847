namespace ToolTime.Uploader.Mcp;

/// <summary>Reads both sides of a comparison, over the community's days. Sends nothing from this machine.</summary>
internal sealed class CommunityComparison(CommunityClient community, LocalReading local)
{
    /// <summary>If the community is not available, only this machine's last 7 days, and the reason.</summary>
    public async Task<Comparison> MakeAsync(CancellationToken stop)
    {
        try
        {
            var stats = await community.StatsAsync("7d", stop);
            var usage = CommunityTables.Days(stats) is var (from, to) ? await local.ReadAsync(from, to, stop) : await local.WeekAsync(stop);
            return Comparer.Compare(usage, stats, unavailable: null);
        }
        catch (CommunityUnavailableException e)
        {
            return Comparer.Compare(await local.WeekAsync(stop), stats: null, e.Message);
        }
    }
}
