using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Api.Submissions;

/// <summary>Where each count is in the body, so that an answer can point to it without its name. Answers rarely do.</summary>
internal sealed class CountPositions
{
    private readonly List<((int Day, Dimension Dimension, string Name) Count, string Pointer, int Member)> _positions = [];
    private Dictionary<(int Day, Dimension Dimension, string Name), (string Pointer, int Member)>? _byCount;

    public void Add(int day, Dimension dimension, string name, string pointer, int member) =>
        _positions.Add(((day, dimension, name), pointer, member));

    /// <summary>The place of the first of the names that count together.</summary>
    public ClampedMember Locate(ClampedCount clamped)
    {
        _byCount ??= _positions
            .GroupBy(position => position.Count)
            .ToDictionary(same => same.Key, same => (same.First().Pointer, same.First().Member));
        var (pointer, member) = _byCount[(clamped.Day, clamped.Dimension, clamped.Name)];
        return new(pointer, member, clamped.Counted);
    }
}
