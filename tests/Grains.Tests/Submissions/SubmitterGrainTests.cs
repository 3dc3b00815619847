using System.Collections.Immutable;
using ToolTime.Calendar;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Submissions;

public sealed class SubmitterGrainTests : GrainTest
{
    private const int Limit = 3;

    private static readonly DateOnly NextMonday = Given.Monday.AddDays(7);

    private protected override Task<GrainHost> StartAsync() => GrainHost.StartAsync(null, ("Ingestion:PerTokenPerDay", $"{Limit}"));

    [Fact]
    public async Task SubmitAsync_ANewCell_IsAcceptedWithARandomReceipt()
    {
        var first = Assert.IsType<SubmissionOutcome.Accepted>(await SubmitAsync(1, Given.Monday));
        var second = Assert.IsType<SubmissionOutcome.Accepted>(await SubmitAsync(2, Given.Monday));
        Assert.Empty(first.Clamped);
        Assert.Matches("^[0-9a-f]{32}$", first.Receipt);
        Assert.NotEqual(first.Receipt, second.Receipt);
    }

    [Fact]
    public async Task SubmitAsync_TheSameAgain_IsADuplicate()
    {
        await SubmitAsync(1, Given.Monday, revision: 7);
        AssertDuplicate(7, await SubmitAsync(1, Given.Monday, revision: 7));
    }

    [Fact]
    public async Task SubmitAsync_TheSameAfterADeactivation_IsStillADuplicate()
    {
        await SubmitAsync(1, Given.Monday, revision: 7);
        await Host.DeactivateAllAsync();
        AssertDuplicate(7, await SubmitAsync(1, Given.Monday, revision: 7));
        AssertDuplicate(7, await SubmitAsync(1, Given.Monday, revision: 6));
    }

    [Fact]
    public async Task SubmitAsync_TheSameAfterARestart_IsStillADuplicate()
    {
        await SubmitAsync(1, Given.Monday, revision: 7);
        await Host.RestartAsync();
        AssertDuplicate(7, await SubmitAsync(1, Given.Monday, revision: 7));
    }

    [Fact]
    public async Task SubmitAsync_ASnapshotAgain_IsADuplicateWithoutARevision()
    {
        var snapshot = Given.Snapshots(Given.Friday, 40, Given.Tool("Bash", 3));
        Assert.IsType<SubmissionOutcome.Accepted>(await Submitter(1).SubmitAsync(snapshot));
        AssertDuplicate(null, await Submitter(1).SubmitAsync(snapshot));
        await Host.DeactivateAllAsync();
        AssertDuplicate(null, await Submitter(1).SubmitAsync(snapshot));
    }

    [Fact]
    public async Task SubmitAsync_AGreaterRevision_IsWhatIsStored()
    {
        await SubmitAsync(1, Given.Monday, revision: 1, calls: 9);
        await SubmitAsync(1, Given.Monday, revision: 2, calls: 4);
        var cell = Assert.IsType<StoredRow.Cell>(Assert.Single(await RowsAsync()));
        Assert.Equal(Given.Report(Given.Tool("Bash", 4)).Counts.AsEnumerable(), cell.Report.Counts);
    }

    [Fact]
    public async Task SubmitAsync_OverTheDaysLimit_SaysHowLongToWait()
    {
        for (var day = 0; day < Limit; day++)
        {
            Assert.IsType<SubmissionOutcome.Accepted>(await SubmitAsync(1, Given.Monday.AddDays(day)));
        }

        await Host.DeactivateAllAsync();
        Host.Clock.Now = new(2026, 11, 20, 22, 30, 0, TimeSpan.Zero);
        Assert.Equal(
            new SubmissionOutcome.OverQuota { Limit = Limit, RetryAfter = TimeSpan.FromMinutes(90) },
            await SubmitAsync(1, Given.Monday.AddDays(Limit)));
        AssertDuplicate(1, await SubmitAsync(1, Given.Monday));
        Assert.Equal(Limit, (await RowsAsync()).Length);
    }

    [Fact]
    public async Task SubmitAsync_TheNextDay_HasALimitOfItsOwn()
    {
        for (var day = 0; day < Limit; day++)
        {
            await SubmitAsync(1, Given.Monday.AddDays(day));
        }

        Host.Clock.Now = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
        Assert.IsType<SubmissionOutcome.Accepted>(await SubmitAsync(1, Given.Monday.AddDays(Limit)));
    }

    [Fact]
    public async Task SubmitAsync_ManyAtOnceFromOne_AreTakenUpToTheLimit()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 7).Select(day => SubmitAsync(1, Given.Monday.AddDays(day))));
        Assert.Equal(
            (Limit, 7 - Limit),
            (outcomes.OfType<SubmissionOutcome.Accepted>().Count(), outcomes.OfType<SubmissionOutcome.OverQuota>().Count())
        );
    }

    [Fact]
    public async Task SubmitAsync_MoreThanCounts_IsAcceptedAndSaysWhatCounts()
    {
        var accepted = Assert.IsType<SubmissionOutcome.Accepted>(await SubmitAsync(1, Given.Monday, calls: 5_000));
        Assert.Equal(
            [
                new ClampedCount
                {
                    Day = 0,
                    Dimension = Dimension.Tool,
                    Name = "Bash",
                    Counted = 2_000,
                },
            ],
            accepted.Clamped.AsEnumerable()
        );
    }

    [Fact]
    public async Task DeleteAsync_WhatWasSent_IsGoneAndDoesNotComeBack()
    {
        await SubmitAsync(1, Given.Monday);
        await SubmitAsync(2, Given.Monday);
        await Submitter(1).DeleteAsync(Epoch.Containing(Given.Monday).Number);
        AssertDuplicate(null, await SubmitAsync(1, Given.Monday, revision: 9));
        await Host.DeactivateAllAsync();
        AssertDuplicate(null, await SubmitAsync(1, Given.Monday, revision: 9));
        Assert.Single(await RowsAsync());
    }

    private static void AssertDuplicate(long? stored, SubmissionOutcome outcome) =>
        Assert.Equal(stored, Assert.IsType<SubmissionOutcome.Duplicate>(outcome).StoredRevision);

    private async Task<ImmutableArray<StoredRow>> RowsAsync()
    {
        await using var rows = await Host
            .Services.GetRequiredService<IPublicationStore>()
            .OpenAsync(Given.Monday, Given.Week.LastDay, SubmitterRange.All, Token);
        return [.. (await rows.Submitters.ReadNextAsync(Token)).SelectMany(submitter => submitter.Rows)];
    }
}
