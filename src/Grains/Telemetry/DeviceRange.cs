namespace ToolTime.Grains.Telemetry;

/// <summary>
/// The devices whose hashes begin with two bytes in a range. Hashes are evenly distributed, so each pair of bytes has about as many.
/// </summary>
/// <param name="First">The first pair of bytes as a number, 0 to 65,535.</param>
/// <param name="EndExclusive">The pair after the last one, 1 to 65,536.</param>
public readonly record struct DeviceRange(int First, int EndExclusive)
{
    private const int Pairs = 65_536;

    /// <summary>The approximate number of devices per range; they take some megabytes while they are added up.</summary>
    private const long Size = 30_000;

    /// <summary>The lowest hash.</summary>
    public DeviceHash From => new((UInt128)First << 112);

    /// <summary>The highest hash.</summary>
    public DeviceHash To => new(EndExclusive == Pairs ? UInt128.MaxValue : ((UInt128)EndExclusive << 112) - 1);

    /// <summary>Divides the devices into ranges that fit into memory, however many there are.</summary>
    public static IReadOnlyList<DeviceRange> Divide(long devices)
    {
        var count = (int)Math.Clamp((devices + Size - 1) / Size, 1, Pairs);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(number => new DeviceRange((int)((long)Pairs * number / count), (int)((long)Pairs * (number + 1) / count))),
        ];
    }
}
