using ToolTime.Grains.Publication;

namespace ToolTime.Grains.Tests.Hosting;

/// <summary>A publication store that stores only when the test allows it.</summary>
internal sealed class HeldStore(IPublicationStore inner, HeldStore.Gate gate) : ForwardingStore(inner)
{
    /// <summary>Replaces the registered store with one that wraps it.</summary>
    public static void Register(IServiceCollection services, Gate gate) => Register(services, (inner, _) => new HeldStore(inner, gate));

    public override async Task<bool> StoreAsync(WindowPublication publication, long watermark)
    {
        gate.Reached.TrySetResult();
        await gate.Opened.Task;
        return await base.StoreAsync(publication, watermark);
    }

    /// <summary>Holds the store until the test opens it.</summary>
    internal sealed class Gate
    {
        /// <summary>Set when something waits to be stored.</summary>
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Set by the test to allow it.</summary>
        public TaskCompletionSource Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
