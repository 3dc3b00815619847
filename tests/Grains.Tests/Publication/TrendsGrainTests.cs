using System.Text.Json;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Publication;

namespace ToolTime.Grains.Tests.Publication;

public sealed class TrendsGrainTests : GrainTest
{
    private ITrendsGrain Trends => Host.Grains.GetGrain<ITrendsGrain>(0);

    private protected override Task<GrainHost> StartAsync() =>
        GrainHost.StartAsync(null, Given.Threshold(2));

    [Fact]
    public async Task GetCurrentAsync_WeeksOneAfterTheOther_ArePointsOfTheSameName()
    {
        var empty = await NewerAsync(null);
        Assert.Empty(Read(empty).Weeks);

        await SubmitAsync(1, Given.Monday);
        await SubmitAsync(2, Given.Monday);
        Host.Clock.Now = Given.Week.EndExclusive;
        await PublishAsync("week:2026-W47");
        Assert.Equal(new PublicationAnswer.Unchanged(), await Trends.GetCurrentAsync(empty.ETag));
        Host.Clock.Now = Given.Week.EndExclusive.AddDays(15);
        await PublishAsync("week:2026-W47");
        var one = await NewerAsync(empty.ETag);
        Assert.Equal(["2026-W47"], Read(one).Weeks);
        Assert.Equal(new PublicationAnswer.Unchanged(), await Trends.GetCurrentAsync(one.ETag));

        await PublishAsync("week:2026-W48");
        var two = Read(await NewerAsync(one.ETag));
        Assert.Equal(["2026-W47", "2026-W48"], two.Weeks);
        Assert.Equal([2, null], Assert.Single(two.Names, name => name.Name == "Bash").Points.Select(point => point?.UniqueSubmitters));

        await Host.RestartAsync();
        Assert.Equal(
            JsonSerializer.Serialize(two, StatsJson.Default.TrendsDocument),
            JsonSerializer.Serialize(Read(await NewerAsync(null)), StatsJson.Default.TrendsDocument)
        );
    }

    private static TrendsDocument Read(PublicationAnswer.Newer answer) =>
        JsonSerializer.Deserialize(answer.Body.AsSpan(), StatsJson.Default.TrendsDocument)!;

    private async Task<PublicationAnswer.Newer> NewerAsync(string? known) =>
        Assert.IsType<PublicationAnswer.Newer>(await Trends.GetCurrentAsync(known));
}
