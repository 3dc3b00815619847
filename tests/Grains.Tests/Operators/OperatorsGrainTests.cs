using ToolTime.Grains.Operators;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Operators;

namespace ToolTime.Grains.Tests.Operators;

/// <summary>A search through all receipts takes minutes.</summary>
public sealed class OperatorsGrainTests : GrainTest
{
    private readonly SlowRegister _register = new();

    private protected override Task<GrainHost> StartAsync() =>
        GrainHost.StartAsync(services => services.AddSingleton<ISubmissionRegister>(_register));

    [Fact]
    public async Task ListAsync_WhileASubmissionIsSought_DoesNotWait()
    {
        var operators = Host.Grains.GetGrain<IOperatorsGrain>(0);
        var removal = operators.RemoveAsync(Guid.NewGuid().ToString("n"));
        await _register.Reached.Task.WaitAsync(Token);
        Assert.Empty(await operators.ListAsync(10));
        _register.Found.SetResult(true);
        Assert.Equal(OperatorsOutcome.Done, await removal);
    }

    private sealed class SlowRegister : ISubmissionRegister
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<bool> Found { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<IReadOnlyList<RegisteredSubmission>> ListAsync(int limit, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<RegisteredSubmission>>([]);

        public Task<bool> RemoveAsync(Guid receipt)
        {
            Reached.TrySetResult();
            return Found.Task;
        }

        public Task<bool> SetQuarantineAsync(Guid receipt, bool quarantined) => Task.FromResult(false);
    }
}
