using Microsoft.Extensions.Logging.Abstractions;
using ToolTime.Calendar;
using ToolTime.Grains.Deletion;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Submissions;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Submissions;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>Counting a week over a real storage, in steps that are smaller than a server's.</summary>
public sealed class WeekReadingTests : GrainTest
{
    /// <summary>More than are read at once.</summary>
    private const int Submitters = 400;

    private const int StepSize = 10;

    private static readonly byte[] Basis = [1];

    private readonly List<SubmitterId> _counted = [];

    private IPublicationStore Store => Host.Services.GetRequiredService<IPublicationStore>();

    private IWeekStepStore Steps => Host.Services.GetRequiredService<IWeekStepStore>();

    [Fact]
    public async Task ReadNextAsync_CutShort_GoesOnToTheSameTally()
    {
        await FillAsync();
        await using (var first = await BeginAsync())
        {
            Assert.True(await first.ReadNextAsync() && await first.ReadNextAsync());
        }

        var counted = _counted.ToHashSet();
        await Host.RestartAsync();
        Assert.Equal(await EncodeWholeAsync(), await ReadAllAsync());

        // Who was in a step that was not stored yet was counted twice.
        Assert.InRange(_counted.Count, Submitters, Submitters + (2 * StepSize));
        Assert.Equal(Submitters, _counted.Distinct().Count());
        Assert.InRange(counted.Count, 200, Submitters - 100);
    }

    [Fact]
    public async Task ReadNextAsync_AllWasRead_TakesUpAllAndReadsNothing()
    {
        await FillAsync();
        var whole = await ReadAllAsync();
        _counted.Clear();
        Assert.Equal(whole, await ReadAllAsync());
        Assert.Empty(_counted);
    }

    [Fact]
    public async Task ReadNextAsync_SomebodyDeletedAfterAllWasRead_ReadsTheirStepAgain()
    {
        await FillAsync();
        await ReadAllAsync();
        _counted.Clear();
        await DeleteAsync(7);
        Assert.Equal(await EncodeWholeAsync(), await ReadAllAsync());
        Assert.InRange(_counted.Count, StepSize - 1, 3 * StepSize);
        Assert.DoesNotContain(Given.Submitter(7), _counted);
    }

    [Fact]
    public async Task ReadNextAsync_SomebodyDeletedMeanwhile_IsOvertakenAndStoresNothingMore()
    {
        await FillAsync();
        await using var reading = await BeginAsync();
        Assert.True(await reading.ReadNextAsync());
        await DeleteAsync(7);
        Assert.Equal((false, true), (await reading.ReadNextAsync(), reading.IsOvertaken));
        Assert.Empty((await Steps.ListAsync(Given.Week, Basis, Token)).Ranges);
        Assert.Equal(await EncodeWholeAsync(), await ReadAllAsync());
    }

    [Fact]
    public async Task ReadNextAsync_AStepIsGone_IsOvertaken()
    {
        await FillAsync();
        await ReadAllAsync();
        await using var reading = await BeginAsync();
        await DeleteAsync(7);
        while (await reading.ReadNextAsync())
        {
            // It comes to the step in which the one who is gone was.
        }

        Assert.True(reading.IsOvertaken);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task ReadNextAsync_CutShortAndDeletedFromAtRandom_IsWhatTheRowsSay(int seed)
    {
        await FillAsync();
        var random = new Random(seed);
        for (var round = 0; round < 20; round++)
        {
            await using var reading = await BeginAsync();
            for (var turns = random.Next(60); turns > 0 && await reading.ReadNextAsync(); turns--)
            {
                if (random.Next(40) == 0)
                {
                    await DeleteAsync(random.Next(Submitters));
                }
            }
        }

        Assert.Equal(await EncodeWholeAsync(), await ReadAllAsync());
    }

    private async Task<WeekReading> BeginAsync() => new(
        Given.Week,
        await Steps.ListAsync(Given.Week, Basis, Token),
        Basis,
        (tally, submitter) =>
        {
            _counted.Add(submitter.Submitter);
            tally.Add(submitter.Rows);
        },
        Store,
        Steps,
        NullLogger.Instance,
        StepSize);

    private async Task<byte[]> ReadAllAsync()
    {
        await using var reading = await BeginAsync();
        while (await reading.ReadNextAsync())
        {
            // A turn.
        }

        Assert.False(reading.IsOvertaken);
        return reading.Tally.Encode();
    }

    /// <summary>The tally of all rows as they are, in one go.</summary>
    private async Task<byte[]> EncodeWholeAsync()
    {
        var tally = new WeekTally();
        await using var rows = await Store.OpenWeekAsync(Given.Week, Token);
        while (await rows.Submitters.ReadNextAsync(Token) is { Count: > 0 } submitters)
        {
            Assert.All(submitters, submitter => tally.Add(submitter.Rows));
        }

        return tally.Encode();
    }

    private Task DeleteAsync(int submitter) =>
        Host.Services.GetRequiredService<IDeletionStore>().DeleteAsync(Given.Submitter(submitter), Epoch.Of(Given.Monday), Given.Friday);

    private async Task FillAsync()
    {
        var submissions = Host.Services.GetRequiredService<ISubmissionStore>();
        await Task.WhenAll(Enumerable.Range(0, Submitters).Select(number =>
            submissions.SubmitAsync(Given.Submission(number, Given.Report(Given.Tool("Bash", 1 + (number % 7), 6, number % 3), Given.Tool($"tool-{number % 3}", number))))));
        await Store.CloseWeekAsync(Given.Week);
    }
}
