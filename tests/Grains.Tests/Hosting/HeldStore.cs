using ToolTime.Grains.Publication;

namespace ToolTime.Grains.Tests.Hosting;

/// <summary>A storage of publications that stores only once it is let.</summary>
internal sealed class HeldStore(IPublicationStore inner, HeldStore.Gate gate) : ForwardingStore(inner)
{
    /// <summary>Puts one before the storage that is registered.</summary>
    public static void Register(IServiceCollection services, Gate gate) => Register(services, (inner, _) => new HeldStore(inner, gate));

    public override async Task<bool> StoreAsync(WindowPublication publication, long watermark)
    {
        gate.Reached.TrySetResult();
        await gate.Opened.Task;
        return await base.StoreAsync(publication, watermark);
    }

    /// <summary>What a test holds.</summary>
    internal sealed class Gate
    {
        /// <summary>Set when something waits to be stored.</summary>
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Set by the test, to let it.</summary>
        public TaskCompletionSource Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
