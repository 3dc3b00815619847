using System.Collections.Concurrent;

namespace ToolTime.Silo.Tests.Faults;

/// <summary>
/// Kills the server again and again, whatever it is doing, and each time compares everything it stored with all answers to its senders so
/// far.
/// </summary>
public class KillCycleTests : ServerTest
{
    private const int Connections = 16;
    private const int MostBetweenKills = 150;

    /// <summary>The number of kills per store, whose whole content is compared after each.</summary>
    private const int KillsOfStore = 50;

    private readonly ConcurrentDictionary<int, SendOutcome> _outcomes = [];
    private readonly ConcurrentDictionary<string, int> _receipts = [];
    private int _next;

    [Fact]
    public async Task Kill_CycleAfterCycleUnderLoad_StoresEveryAcknowledgedOneOnceAndNothingThatWasRefused()
    {
        var chance = Extent.Chance();
        for (var kills = Extent.Choose(3, whenLong: 1_000); kills > 0; kills -= KillsOfStore)
        {
            await KillAsync(Math.Min(kills, KillsOfStore), chance);
        }
    }

    private async Task KillAsync(int kills, Random chance)
    {
        _outcomes.Clear();
        _receipts.Clear();
        await using var server = await StartProcessAsync(
            KillLoad.Now, [.. RunningServer.ExactLimits(minimum: 1), "--Ingestion:PerTokenPerDay", $"{KillLoad.PerTokenPerDay}"]);
        for (; kills > 0; kills--)
        {
            await KillUnderLoadAsync(server, afterAnswers: chance.Next(MostBetweenKills));
            await server.StartAsync();
            AssertAsAnswered(await BackupContents.TakeAsync(server));
            await SendUnknownAgainAsync(server);
        }

        var stored = _outcomes.Where(number => number.Value == SendOutcome.Stored).Select(number => number.Key).ToList();
        Assert.Contains(_outcomes, number => number.Value == SendOutcome.Refused && !KillLoad.IsFaulty(number.Key));
        foreach (var number in chance.GetItems(stored.ToArray(), Math.Min(stored.Count, 100)))
        {
            Assert.Equal((SendOutcome.Stored, null), await KillLoad.SendAsync(server, number));
        }

        AssertAsAnswered(await BackupContents.TakeAsync(server));
        server.SetClock(KillLoad.Now.AddDays(10));
        await server.RunMaintenanceAsync();
        var bash = (await server.GetStatsAsync("week=2026-W47"))["tools"]![0]!;
        Assert.Equal(Reports.AsPublished(stored.Sum(number => KillLoad.ReportOf(number).Calls)), (long)bash["total_calls"]!);
    }

    private async Task KillUnderLoadAsync(ServerProcess server, int afterAnswers)
    {
        var left = afterAnswers;
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sending = Enumerable.Range(0, Connections).Select(async _ =>
        {
            while (await SendNextAsync(server) != SendOutcome.Unknown)
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

    private Task<SendOutcome> SendNextAsync(ServerProcess server) => SendAsync(server, Interlocked.Increment(ref _next));

    private async Task<SendOutcome> SendAsync(ServerProcess server, int number)
    {
        _outcomes[number] = SendOutcome.Unknown;
        var (outcome, receipt) = await KillLoad.SendAsync(server, number);
        _outcomes[number] = outcome;
        if (receipt is not null)
        {
            Assert.True(_receipts.TryAdd(receipt, number), "A receipt was given twice.");
        }

        return outcome;
    }

    private async Task SendUnknownAgainAsync(ServerProcess server)
    {
        foreach (var number in _outcomes.Where(number => number.Value == SendOutcome.Unknown).Select(number => number.Key).Order().ToList())
        {
            Assert.NotEqual(SendOutcome.Unknown, await SendAsync(server, number));
        }
    }

    private void AssertAsAnswered(BackupContents backup)
    {
        Assert.Equal(backup.Receipts.Count, backup.Receipts.Distinct().Count());
        Assert.Equal(backup.Receipts.Count, backup.Rows.Count);
        Assert.Equal(backup.Rows.Count, backup.Rows.DistinctBy(row => row.Key).Count());
        Assert.Superset(_receipts.Keys.ToHashSet(), backup.Receipts.Select(receipt => Guid.Parse(receipt).ToString("n")).ToHashSet());

        var rows = backup.Rows.ToHashSet();
        Assert.All(_outcomes.Where(number => number.Value == SendOutcome.Stored), number =>
            Assert.Contains(KillLoad.ReportOf(number.Key), rows)
        );
        Assert.Subset(
            _outcomes
                .Where(number => number.Value != SendOutcome.Refused && !KillLoad.IsFaulty(number.Key))
                .Select(number => KillLoad.ReportOf(number.Key))
                .ToHashSet(),
            rows
        );
        Assert.All(backup.Rows.Where(row => row.Revision is not null).GroupBy(row => row.Submitter), token =>
            Assert.InRange(token.Count(), 1, KillLoad.PerTokenPerDay)
        );
    }
}
