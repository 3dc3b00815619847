using System.Runtime.InteropServices;

namespace ToolTime.Grains.Telemetry;

/// <summary>The figures and names in which one device counts, so that it counts once in each.</summary>
internal sealed class DeviceUsage
{
    private readonly Dictionary<NameTally, NameUse> _names = new(ReferenceEqualityComparer.Instance);

    /// <summary>The figures to which it contributes.</summary>
    public DeviceFigures Figures { get; private set; }

    public void Add(DeviceFigures figures) => Figures |= figures;

    public void Add(NameTally name, NameUse use) => CollectionsMarshal.GetValueRefOrAddDefault(_names, name, out _) |= use;

    /// <summary>Counts the device in each of its names.</summary>
    public void CountNames()
    {
        foreach (var (name, use) in _names)
        {
            name.Devices++;
            name.Ended += use.HasFlag(NameUse.Ended) ? 1 : 0;
            name.Priced += use.HasFlag(NameUse.Priced) ? 1 : 0;
        }
    }
}

/// <summary>How a device used a name.</summary>
[Flags]
internal enum NameUse
{
    /// <summary>The device has the name.</summary>
    None = 0,

    /// <summary>It did a task with it whose outcome is known.</summary>
    Ended = 1,

    /// <summary>It did a task with it whose cost is known.</summary>
    Priced = 2,
}
