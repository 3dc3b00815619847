using ToolTime.Attacks.Worlds;

namespace ToolTime.Attacks.Plans;

/// <summary>A way to publish, under attack.</summary>
public interface IPlan
{
    /// <summary>Plays a world and returns what is to be seen, by name and week.</summary>
    Task<IReadOnlyDictionary<int, Sight[]>> PlayAsync(World world);
}
