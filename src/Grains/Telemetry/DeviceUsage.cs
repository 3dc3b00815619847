using System.Runtime.InteropServices;

namespace ToolTime.Grains.Telemetry;

/// <summary>What one device is counted in, so that it is counted there once.</summary>
internal sealed class DeviceUsage
{
    private readonly Dictionary<NameTally, NameUse> _names = new(ReferenceEqualityComparer.Instance);

    /// <summary>The figures that it stands behind.</summary>
    public DeviceFigures Figures { get; private set; }

    /// <summary>Notes figures.</summary>
    public void Add(DeviceFigures figures) => Figures |= figures;

    /// <summary>Notes a name.</summary>
    public void Add(NameTally name, NameUse use) => CollectionsMarshal.GetValueRefOrAddDefault(_names, name, out _) |= use;

    /// <summary>Counts it in each of its names.</summary>
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

/// <summary>How a device has a name.</summary>
[Flags]
internal enum NameUse
{
    /// <summary>It has it.</summary>
    None = 0,

    /// <summary>It did a task with it whose end is known.</summary>
    Ended = 1,

    /// <summary>It did a task with it whose cost is known.</summary>
    Priced = 2,
}
