using System.Collections.Immutable;

namespace ToolTime.Grains.Tests.Assumptions;

/// <summary>Tries what the product's grains assume of Orleans.</summary>
[Alias("ToolTime.Tests.IProbeGrain")]
internal interface IProbeGrain : IGrainWithStringKey
{
    /// <summary>Notes a number.</summary>
    [Alias("AppendAsync")]
    Task AppendAsync(int number);

    /// <summary>The numbers, as they came.</summary>
    [Alias("ListAsync")]
    Task<ImmutableArray<int>> ListAsync();

    /// <summary>Begins a turn, holds it until <see cref="Gate"/> is opened, and then notes a number.</summary>
    [Alias("HoldAsync")]
    Task HoldAsync(int number);

    /// <summary>The same, with a time limit of its own for the caller.</summary>
    [Alias("HoldBrieflyAsync")]
    [ResponseTimeout("00:00:01")]
    Task HoldBrieflyAsync(int number);

    /// <summary>Holds turns of the probe that is named.</summary>
    internal static class Gate
    {
        private static readonly System.Collections.Concurrent.ConcurrentDictionary<
            string,
            (TaskCompletionSource Begun, TaskCompletionSource Opened)
        > Gates = new();

        public static (TaskCompletionSource Begun, TaskCompletionSource Opened) For(string key) => Gates.GetOrAdd(
            key, _ => (new(TaskCreationOptions.RunContinuationsAsynchronously), new(TaskCreationOptions.RunContinuationsAsynchronously)));
    }
}
