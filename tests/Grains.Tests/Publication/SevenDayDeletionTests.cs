using System.Text.Json;
using ToolTime.Calendar;
using ToolTime.Grains.Deletion;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>Deletions committed between the publisher's comparison of removals and the storing of seven days.</summary>
public sealed class SevenDayDeletionTests : GrainTest
{
    private static readonly DateOnly Today = Given.Monday.AddDays(2);

    private readonly Interference _interference = new();

    private ISummaryGrain SevenDays => Host.Grains.GetGrain<ISummaryGrain>("7d");

    private protected override Task<GrainHost> StartAsync() =>
        GrainHost.StartAsync(
            services => ForwardingStore.Register(
                services,
                (inner, provider) => new InterferingStore(inner, provider.GetRequiredService<IDeletionStore>(), _interference)),
            Given.Threshold(3)
        );

    [Fact]
    public async Task PublishAsync_DeletedBetweenTheComparisonAndTheWrite_IsMadeAgainWithout()
    {
        await ReportAsync();
        _interference.Deletes = true;
        Assert.Equal(PublishOutcome.Published, await PublishAsync("7d"));
        Assert.Equal(3, await CountSubmittersAsync());
        Assert.Equal(PublishOutcome.NotDue, await PublishAsync("7d"));
    }

    [Fact]
    public async Task PublishAsync_KilledBeforeItLookedAgain_IsMadeAgainAtTheNextLook()
    {
        await ReportAsync();
        (_interference.Deletes, _interference.Fails) = (true, true);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => PublishAsync("7d"));
        await Host.RestartAsync();
        Assert.Equal(PublishOutcome.Published, await PublishAsync("7d"));
        Assert.Equal(3, await CountSubmittersAsync());
        await Host.RestartAsync();
        Assert.Equal(PublishOutcome.NotDue, await PublishAsync("7d"));
    }

    private async Task ReportAsync()
    {
        Host.Clock.Now = new(Today, new(20, 10), TimeSpan.Zero);
        for (var submitter = 1; submitter <= 4; submitter++)
        {
            await Submitter(submitter).SubmitAsync(Given.Cells(AgentClient.ClaudeCode, Given.Day(Today, 1, Given.Tool("Bash", 10))));
        }
    }

    private async Task<long?> CountSubmittersAsync() =>
        JsonSerializer.Deserialize(
            Assert.IsType<PublicationAnswer.Newer>(await SevenDays.GetCurrentAsync(null, null)).Body.AsSpan(),
            StatsJson.Default.StatsDocument
        )!.Window.Submitters;

    /// <summary>What happens after the second count of removals, each once.</summary>
    private sealed class Interference
    {
        public bool Deletes { get; set; }

        public bool Fails { get; set; }

        public int Counts { get; set; }
    }

    private sealed class InterferingStore(IPublicationStore inner, IDeletionStore deletions, Interference interference)
        : ForwardingStore(inner)
    {
        public override async Task<long> CountRemovalsAsync(CancellationToken cancellationToken)
        {
            interference.Counts++;
            if (interference is { Fails: true, Counts: 3 })
            {
                throw new StorageUnavailableException("The server was killed.");
            }

            var count = await base.CountRemovalsAsync(cancellationToken);
            if (interference is { Deletes: true, Counts: 2 })
            {
                await deletions.DeleteAsync(Given.Submitter(1), Epoch.Containing(Today), new(Today, new(20, 10), TimeSpan.Zero));
            }

            return count;
        }
    }
}
