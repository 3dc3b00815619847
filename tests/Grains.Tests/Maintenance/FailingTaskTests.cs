using ToolTime.Grains.Tests.Hosting;
using ToolTime.Grains.Usage;
using ToolTime.Maintenance;

namespace ToolTime.Grains.Tests.Maintenance;

/// <summary>A server on which days can neither be rolled up nor purged.</summary>
public sealed class FailingTaskTests : GrainTest
{
    private protected override Task<GrainHost> StartAsync() =>
        GrainHost.StartAsync(services => services.AddSingleton<IDayStore, FailingStore>());

    /// <summary>A failing task does not hold up those before or after it.</summary>
    [Fact]
    public async Task RunStepAsync_OneTaskFails_HoldsUpNoOther()
    {
        await SubmitAsync(1, Given.Monday);
        Host.Clock.Now = Given.Week.EndExclusive;
        List<MaintenanceStep> steps = [];
        while (steps is not [.., MaintenanceStep.Idle] && steps.Count < 10)
        {
            steps.Add(await Maintenance.RunStepAsync());
        }

        Assert.Equal(
            [
                new MaintenanceStep.Failed(),
                new MaintenanceStep.Published { Window = "2026-W47" },
                new MaintenanceStep.Failed(),
                new MaintenanceStep.Idle(),
            ],
            steps
        );
    }
}
