using System.Collections.Concurrent;

namespace ToolTime.Silo.Tests.Faults;

/// <summary>
/// Ends the server again and again in the middle of whatever it does, and after each time compares all that it kept with what its senders
/// were told over all its lives.
/// </summary>
public class KillCycleTests : ServerTest
{
    private const int Connections = 16;
    private const int MostBetweenKills = 150;

    private readonly ConcurrentDictionary<int, Fate> _fates = [];
    private readonly ConcurrentDictionary<string, int> _receipts = [];
    private int _next;

    [Fact]
    public async Task Kill_CycleAfterCycleUnderLoad_KeepsEveryAcknowledgedOneOnceAndNothingThatWasRefused()
    {
        var chance = Extent.Chance();
        await using var server = await StartAsync(
            KillLoad.Now, [.. ServerProcess.ExactLimits(minimum: 1), "--Ingestion:PerTokenPerDay", $"{KillLoad.PerTokenPerDay}"]);
        for (var cycle = Extent.Of(10, whenLong: 1_000); cycle > 0; cycle--)
        {
            await KillUnderLoadAsync(server, afterAnswers: chance.Next(MostBetweenKills));
            await server.StartAsync();
            AssertAsAnswered(await BackupContents.TakeAsync(server));
            await SendUnknownAgainAsync(server);
        }

        var kept = _fates.Where(number => number.Value == Fate.Kept).Select(number => number.Key).ToList();
        Assert.Contains(_fates, number => number.Value == Fate.Refused && !KillLoad.IsFaulty(number.Key));
        foreach (var number in chance.GetItems(kept.ToArray(), Math.Min(kept.Count, 100)))
        {
            Assert.Equal((Fate.Kept, null), await KillLoad.SendAsync(server, number));
        }

        AssertAsAnswered(await BackupContents.TakeAsync(server));
        server.SetClock(KillLoad.Now.AddDays(10));
        await server.RunMaintenanceAsync();
        var bash = (await server.GetStatsAsync("week=2026-W47"))["tools"]![0]!;
        Assert.Equal(Reports.AsPublished(kept.Sum(number => KillLoad.ReportOf(number).Calls)), (long)bash["total_calls"]!);
    }

    private async Task KillUnderLoadAsync(ServerProcess server, int afterAnswers)
    {
        var left = afterAnswers;
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sending = Enumerable.Range(0, Connections).Select(async _ =>
        {
            while (await SendNextAsync(server) != Fate.Unknown)
            {
                if (Interlocked.Decrement(ref left) < 0)
                {
                    enough.TrySetResult();
                }
            }
        }).ToList();
        await enough.Task;
        await server.KillAsync();
        await Task.WhenAll(sending);
    }

    private Task<Fate> SendNextAsync(ServerProcess server) => SendAsync(server, Interlocked.Increment(ref _next));

    private async Task<Fate> SendAsync(ServerProcess server, int number)
    {
        _fates[number] = Fate.Unknown;
        var (fate, receipt) = await KillLoad.SendAsync(server, number);
        _fates[number] = fate;
        if (receipt is not null)
        {
            Assert.True(_receipts.TryAdd(receipt, number), "A receipt was given twice.");
        }

        return fate;
    }

    private async Task SendUnknownAgainAsync(ServerProcess server)
    {
        foreach (var number in _fates.Where(number => number.Value == Fate.Unknown).Select(number => number.Key).Order().ToList())
        {
            Assert.NotEqual(Fate.Unknown, await SendAsync(server, number));
        }
    }

    private void AssertAsAnswered(BackupContents backup)
    {
        Assert.Equal(backup.Receipts.Count, backup.Receipts.Distinct().Count());
        Assert.Equal(backup.Receipts.Count, backup.Rows.Count);
        Assert.Equal(backup.Rows.Count, backup.Rows.DistinctBy(row => row.Key).Count());
        Assert.Superset(_receipts.Keys.ToHashSet(), backup.Receipts.Select(receipt => Guid.Parse(receipt).ToString("n")).ToHashSet());

        var rows = backup.Rows.ToHashSet();
        Assert.All(_fates.Where(number => number.Value == Fate.Kept), number => Assert.Contains(KillLoad.ReportOf(number.Key), rows));
        Assert.Subset(
            _fates.Where(number => number.Value != Fate.Refused && !KillLoad.IsFaulty(number.Key)).Select(number => KillLoad.ReportOf(number.Key)).ToHashSet(),
            rows);
        Assert.All(backup.Rows.Where(row => row.Revision is not null).GroupBy(row => row.Submitter), token => Assert.InRange(token.Count(), 1, KillLoad.PerTokenPerDay));
    }
}
