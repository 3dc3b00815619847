namespace ToolTime.Grains.Telemetry;

/// <summary>
/// The devices whose hashes begin with one of some pairs of bytes. Hashes are spread evenly, so each pair has about as many of them.
/// </summary>
/// <param name="First">The first pair, as a number from 0 to 65,535.</param>
/// <param name="EndExclusive">The first pair after them, 1 to 65,536.</param>
public readonly record struct DeviceRange(int First, int EndExclusive)
{
    private const int Pairs = 65_536;

    /// <summary>Devices of one range, about; some megabytes while they are added up.</summary>
    private const long Size = 30_000;

    /// <summary>The lowest hash.</summary>
    public DeviceHash From => new((UInt128)First << 112);

    /// <summary>The highest hash.</summary>
    public DeviceHash To => new(EndExclusive == Pairs ? UInt128.MaxValue : ((UInt128)EndExclusive << 112) - 1);

    /// <summary>So many devices in ranges of a size that fits into memory whatever their number.</summary>
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
