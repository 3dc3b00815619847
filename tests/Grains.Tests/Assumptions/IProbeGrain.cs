using System.Collections.Immutable;

namespace ToolTime.Grains.Tests.Assumptions;

/// <summary>Checks what the product's grains assume about Orleans.</summary>
[Alias("ToolTime.Tests.IProbeGrain")]
internal interface IProbeGrain : IGrainWithStringKey
{
    /// <summary>Appends a number.</summary>
    [Alias("AppendAsync")]
    Task AppendAsync(int number);

    /// <summary>The numbers, in order of arrival.</summary>
    [Alias("ListAsync")]
    Task<ImmutableArray<int>> ListAsync();

    /// <summary>Begins a turn, holds it until <see cref="Gate"/> is opened, and then appends a number.</summary>
    [Alias("HoldAsync")]
    Task HoldAsync(int number);

    /// <summary>The same, but with its own response timeout.</summary>
    [Alias("HoldBrieflyAsync")]
    [ResponseTimeout("00:00:01")]
    Task HoldBrieflyAsync(int number);

    /// <summary>Holds the turns of a probe by its name.</summary>
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
