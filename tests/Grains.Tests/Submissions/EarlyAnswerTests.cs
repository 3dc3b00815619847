using ToolTime.Grains.Submissions;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Submissions;

namespace ToolTime.Grains.Tests.Submissions;

/// <summary>Which submissions reach storage.</summary>
public sealed class EarlyAnswerTests : GrainTest
{
    private readonly CountingStore _store = new();

    private protected override Task<GrainHost> StartAsync() =>
        GrainHost.StartAsync(services => services.AddSingleton<ISubmissionStore>(_store));

    [Fact]
    public async Task SubmitAsync_ARetry_DoesNotAskStorage()
    {
        Assert.IsType<SubmissionOutcome.Accepted>(await SubmitAsync(1, Given.Monday));
        Assert.IsType<SubmissionOutcome.Duplicate>(await SubmitAsync(1, Given.Monday));
        Assert.Equal(1, _store.Submissions);
    }

    [Fact]
    public async Task SubmitAsync_ARetryToANewActivation_AsksStorage()
    {
        await SubmitAsync(1, Given.Monday);
        await Host.DeactivateAllAsync();
        await SubmitAsync(1, Given.Monday);
        Assert.Equal(2, _store.Submissions);
    }

    /// <summary>An operator may have removed it since.</summary>
    [Fact]
    public async Task SubmitAsync_RetriesForHalfAMinute_AskStorageAgain()
    {
        await SubmitAsync(1, Given.Monday);
        Host.Clock.Now = Host.Clock.Now.AddSeconds(15);
        await SubmitAsync(1, Given.Monday);
        Host.Clock.Now = Host.Clock.Now.AddSeconds(15);
        await SubmitAsync(1, Given.Monday);
        Assert.Equal(2, _store.Submissions);
    }

    [Fact]
    public async Task SubmitAsync_ANewReceivedAtAnyMinute_ReportsStorageTheHour()
    {
        Host.Clock.Now = new(2026, 11, 20, 18, 59, 59, TimeSpan.Zero);
        await SubmitAsync(1, Given.Monday);
        Assert.Equal(Given.Friday, _store.Last!.ReceivedHour);
    }

    private sealed class CountingStore : ISubmissionStore
    {
        public int Submissions { get; private set; }

        public NewSubmission? Last { get; private set; }

        public Task<SubmissionDecision> SubmitAsync(NewSubmission submission)
        {
            Submissions++;
            Last = submission;
            return Task.FromResult(
                new SubmissionDecision(IsOverQuota: false, [.. submission.Rows.Select(_ => new RowDecision { Outcome = RowOutcome.New })])
            );
        }
    }
}
