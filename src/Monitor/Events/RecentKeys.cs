using ToolTime.Recording.Calls;

namespace ToolTime.Monitor.Events;

/// <summary>
/// Which keys were seen lately: calls and messages come again when more is known of them, or their transcript is read again.
/// </summary>
internal sealed class RecentKeys
{
    private const int MostRemembered = 20_000;

    private readonly HashSet<IdHash> _keys = [];

    /// <summary>True if the key is new. Forgets all once they are too many.</summary>
    public bool Add(IdHash key)
    {
        if (_keys.Count > MostRemembered)
        {
            _keys.Clear();
        }

        return _keys.Add(key);
    }
}
