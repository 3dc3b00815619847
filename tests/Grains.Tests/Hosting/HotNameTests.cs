using System.Collections.Concurrent;
using ToolTime.Storage.Tests.PostgreSql;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Hosting;

/// <summary>A name that everyone uses is not a bottleneck.</summary>
public sealed class HotNameTests(PostgresServer server) : GrainTest
{
    private const int Submissions = 300;

    private readonly CallCount _calls = new();

    private protected override Task<GrainHost> StartAsync() =>
        GrainHost.StartAsync(silos: 2, server, services => services.AddSingleton<IIncomingGrainCallFilter>(_calls));

    [Fact]
    public async Task SubmitAsync_OneNameByManySubmittersOnSeveralSilos_CallsItsGrainOnceAFlushOfEachSilo()
    {
        await Task.WhenAll(Enumerable.Range(0, Submissions).Select(submitter => SubmitAsync(submitter, Given.Monday, calls: 2)));
        Assert.Equal((Submissions, 0), (_calls.Of("SubmitAsync"), _calls.Of("AddAsync")));
        await FlushAsync();
        Assert.Equal(
            new UsageTotals { Reports = Submissions, Calls = 2 * Submissions },
            await Usage(Given.Monday, "Bash").GetTotalsAsync()
        );
        Assert.InRange(_calls.Of("AddAsync"), 1, 2);
    }

    private sealed class CallCount : IIncomingGrainCallFilter
    {
        private readonly ConcurrentDictionary<string, int> _calls = new();

        public int Of(string method) => _calls.GetValueOrDefault(method);

        public Task Invoke(IIncomingGrainCallContext context)
        {
            _calls.AddOrUpdate(context.MethodName, 1, (_, calls) => calls + 1);
            return context.Invoke();
        }
    }
}
