using System.Collections.Immutable;
using System.Security.Cryptography;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Submissions;

public sealed class SubmissionDecisionTests
{
    private static readonly RowDecision New = new() { Outcome = RowOutcome.New };

    [Fact]
    public void Make_NothingStored_IsNew() => AssertDecision([New, New], Make(0, 0, null, (Cell(2), null), (Snapshot(), null)));

    [Theory]
    [InlineData(1, RowOutcome.New)]
    [InlineData(2, RowOutcome.Duplicate)]
    [InlineData(3, RowOutcome.Duplicate)]
    public void Make_ACellIsStored_IsNewOnlyWithAGreaterRevision(long stored, RowOutcome expected)
    {
        var cell = Cell(2);
        var row = Assert.Single(Make(0, 0, null, (cell, new(stored, cell.ContentHash, [7]))).Rows);
        Assert.Equal(
            (expected, expected == RowOutcome.New ? null : stored, expected == RowOutcome.New),
            (row.Outcome, row.StoredRevision, !row.ReplacedContent.IsDefault)
        );
    }

    [Fact]
    public void Make_EqualRevisionsWithOtherContent_TakesTheGreaterHash()
    {
        var cell = Cell(2);
        Assert.Equal(RowOutcome.New, Make(0, 0, null, (cell, new(2, [.. new byte[32]], []))).Rows[0].Outcome);
        Assert.Equal(RowOutcome.Duplicate, Make(0, 0, null, (cell, new(2, [.. Enumerable.Repeat((byte)255, 32)], []))).Rows[0].Outcome);
    }

    [Fact]
    public void Make_ASnapshotIsStored_IsADuplicateWithoutARevision() =>
        AssertDecision([new() { Outcome = RowOutcome.Duplicate }], Make(0, 0, null, (Snapshot(), RowVersion.Snapshot)));

    [Fact]
    public void Make_WhatItsSubmitterDeleted_IsADuplicateAndTheRestIsNew() =>
        AssertDecision(
            [new() { Outcome = RowOutcome.Duplicate }, New],
            Make(0, 0, Given.Friday, (Cell(2), null), (Cell(2) with { Day = Given.Monday.AddDays(5) }, null))
        );

    [Theory]
    [InlineData(0, 99, false)]
    [InlineData(3, 2, false)]
    [InlineData(3, 3, true)]
    [InlineData(3, 4, true)]
    public void Make_AtTheLimitOfADay_IsOverQuotaWithSomethingNew(int limit, long receipts, bool isOver)
    {
        var decision = Make(limit, receipts, null, (Cell(2), null));
        Assert.Equal((isOver, !isOver), (decision.IsOverQuota, decision.Stores));
    }

    [Fact]
    public void Make_OnlyDuplicatesOverTheLimit_IsADuplicate()
    {
        var decision = Make(3, 3, null, (Snapshot(), RowVersion.Snapshot));
        Assert.Equal((false, false), (decision.IsOverQuota, decision.Stores));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(3, true)]
    public void Make_SomethingNewBesideADuplicate_IsStoredAndCounts(int limit, bool isOver)
    {
        var decision = Make(limit, 3, null, (Snapshot(), RowVersion.Snapshot), (Cell(2), null));
        Assert.Equal((isOver, !isOver), (decision.IsOverQuota, decision.Stores));
    }

    private static void AssertDecision(RowDecision[] rows, SubmissionDecision decision) => Assert.Equal(rows, decision.Rows.AsEnumerable());

    private static SubmissionDecision Make(
        int limit,
        long receipts,
        DateTimeOffset? deletedAt,
        params (NewRow Row, RowVersion? Stored)[] rows
    ) =>
        SubmissionDecision.Make(
            new()
            {
                Receipt = Guid.Empty,
                Submitter = Given.Submitter(1),
                Client = AgentClient.Codex,
                ReceivedHour = Given.Friday,
                DailyLimit = limit,
                Rows = [.. rows.Select(row => row.Row)],
            },
            new()
            {
                DeletedAt = deletedAt,
                ReceiptsOfDay = receipts,
                Rows = [.. rows.Select(row => row.Stored)],
            }
        );

    private static NewRow.Cell Cell(long revision) =>
        new()
        {
            Day = Given.Monday,
            Revision = revision,
            Content = [1],
            ContentHash = Hash,
        };

    private static NewRow.Snapshot Snapshot() =>
        new()
        {
            GeneratedHour = Given.Friday,
            TotalEvents = 1,
            Content = [1],
            ContentHash = Hash,
        };

    private static ImmutableArray<byte> Hash => [.. SHA256.HashData([1])];
}
