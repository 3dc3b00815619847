using Microsoft.Extensions.Time.Testing;
using ToolTime.Grains.Usage;

namespace ToolTime.Grains.Tests.Usage;

public sealed class LiveTotalsSenderTests
{
    /// <summary>A silo that stops cancels calls, which must not end those of this process.</summary>
    [Fact]
    public async Task ExecuteAsync_ACallIsCancelled_SendsTheNextTotals()
    {
        var time = new FakeTimeProvider();
        using var sender = new CancelledOnce(time);
        await sender.StartAsync(TestContext.Current.CancellationToken);
        while (!sender.Second.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        await sender.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal([nameof(TaskCanceledException)], sender.Lost);
        Assert.True(sender.ExecuteTask!.IsCompletedSuccessfully);
    }

    private sealed class CancelledOnce(TimeProvider time) : LiveTotalsSender(time)
    {
        private readonly TaskCompletionSource _second = new();

        public Task Second => _second.Task;

        public List<string> Lost { get; } = [];

        public override Task FlushAsync()
        {
            if (Lost.Count == 0)
            {
                return Task.FromCanceled(new CancellationToken(canceled: true));
            }

            _second.TrySetResult();
            return Task.CompletedTask;
        }

        protected override void LogLost(string reason) => Lost.Add(reason);
    }
}
