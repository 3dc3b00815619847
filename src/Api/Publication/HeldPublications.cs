using System.Collections.Concurrent;

namespace ToolTime.Api.Publication;

/// <summary>What a front end holds ready: what runs, of which there are few, and a bounded number of past periods.</summary>
/// <param name="create">Makes what serves a key.</param>
/// <param name="isRunning">Whether a key's period runs, so that it is never dropped.</param>
internal sealed class HeldPublications<TKey>(Func<TKey, CurrentPublication> create, Func<TKey, bool> isRunning)
    where TKey : notnull
{
    /// <summary>Past periods, some tens of kilobytes each. When there are more, all of them are asked for again.</summary>
    private const int Capacity = 256;

    private readonly ConcurrentDictionary<TKey, CurrentPublication> _running = [];
    private readonly ConcurrentDictionary<TKey, CurrentPublication> _past = [];

    /// <summary>What serves a key.</summary>
    public CurrentPublication Get(TKey key)
    {
        if (isRunning(key))
        {
            return _running.GetOrAdd(key, create);
        }

        if (_past.Count >= Capacity && !_past.ContainsKey(key))
        {
            _past.Clear();
        }

        return _past.GetOrAdd(key, create);
    }

    /// <summary>Makes the next look at each ask, since this front end has just seen something published.</summary>
    public void Expire()
    {
        foreach (var publication in _running.Values.Concat(_past.Values))
        {
            publication.Expire();
        }
    }
}
