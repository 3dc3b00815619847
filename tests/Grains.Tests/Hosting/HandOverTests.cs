using ToolTime.Grains.Usage;
using ToolTime.Storage.Tests.Contracts;
using ToolTime.Storage.Tests.PostgreSql;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Hosting;

/// <summary>
/// When one of two silos leaves, the other takes over its grains: nothing acknowledged is lost, and nothing counts twice.
/// </summary>
public sealed class HandOverTests(PostgresServer server) : GrainTest
{
    private const int Submitters = 100;

    private protected override Task<GrainHost> StartAsync() => GrainHost.StartAsync(silos: 2, server);

    [Fact]
    public async Task Submit_ASiloStopped_IsADuplicateAtTheOther()
    {
        await SubmitAllAsync<SubmissionOutcome.Accepted>();
        await Host.StopSiloAsync();
        await SubmitAllAsync<SubmissionOutcome.Duplicate>();
    }

    [Fact]
    public async Task Submit_ASiloWasKilled_IsADuplicateAtTheOther()
    {
        await SubmitAllAsync<SubmissionOutcome.Accepted>();
        await Host.KillSiloAsync();
        await SubmitAllAsync<SubmissionOutcome.Duplicate>();
    }

    [Fact]
    public async Task Submit_WhileASiloIsKilled_CountsEachOnce()
    {
        var submitting = Task.WhenAll(Enumerable.Range(0, Submitters).Select(SubmitPatientlyAsync));
        await Host.KillSiloAsync();
        await submitting;
        await RunAllAsync();
        var days = Host.Services.GetRequiredService<IDayStore>();
        var stored = await days.ReadAggregateAsync(new(Given.Monday, Dimension.Tool, "Bash"), Token);
        Assert.Equal((Submitters, Submitters), (stored!.Reports, stored.Calls));
    }

    private async Task SubmitAllAsync<TOutcome>() =>
        Assert.All(await Task.WhenAll(Enumerable.Range(0, Submitters).Select(SubmitPatientlyAsync)), outcome =>
            Assert.IsType<TOutcome>(outcome)
        );

    /// <summary>Submits repeatedly, as a client does: until a dead silo is declared dead, its grains are unavailable.</summary>
    private async Task<SubmissionOutcome> SubmitPatientlyAsync(int submitter)
    {
        while (true)
        {
            try
            {
                return await SubmitAsync(submitter, Given.Monday);
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Token);
            }
        }
    }
}
