using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Api.Submissions;

/// <summary>Where each count stands in the body, so that an answer can point at it without its name.</summary>
internal sealed class CountPositions
{
    private readonly Dictionary<(int Day, Dimension Dimension, string Name), (string Pointer, int Member)> _positions = [];

    public void Add(int day, Dimension dimension, string name, string pointer, int member) =>
        _positions.TryAdd((day, dimension, name), (pointer, member));

    public ClampedMember Locate(ClampedCount clamped)
    {
        var (pointer, member) = _positions[(clamped.Day, clamped.Dimension, clamped.Name)];
        return new(pointer, member, clamped.Kept);
    }
}
