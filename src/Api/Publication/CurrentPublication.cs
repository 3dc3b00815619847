using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.Net.Http.Headers;
using ToolTime.Api.Problems;
using ToolTime.Publication;

namespace ToolTime.Api.Publication;

/// <summary>
/// The current bytes for one query, cached by this front end. It asks the grain for newer ones at most once a second; while the grain is
/// slow or unavailable, the cached bytes are served.
/// </summary>
/// <param name="ask">Asks the grain; its argument is the entity tag of the cached bytes.</param>
/// <param name="timeProvider">The system's clock.</param>
internal sealed class CurrentPublication(Func<string?, Task<PublicationAnswer>> ask, TimeProvider timeProvider)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private ServedPublication? _held;
    private long _askedAt;
    private Task? _asking;

    /// <summary>The bytes to serve; null if none are available yet.</summary>
    public async ValueTask<ServedPublication?> GetAsync()
    {
        if (Ask() is { } asking)
        {
            try
            {
                await asking.WaitAsync(_held is null ? Timeout.InfiniteTimeSpan : LongestWait, timeProvider);
            }
            catch (TimeoutException)
            {
                // The cached bytes are no worse than a second ago.
            }
        }

        return _held;
    }

    /// <summary>Makes the next call ask the grain, because this front end knows of a new publication.</summary>
    public void Expire()
    {
        lock (_lock)
        {
            _askedAt = 0;
        }
    }

    private Task? Ask()
    {
        lock (_lock)
        {
            if (_asking is { IsCompleted: false })
            {
                return _asking;
            }

            if (_askedAt != 0 && timeProvider.GetElapsedTime(_askedAt) < Fresh)
            {
                return null;
            }

            _askedAt = timeProvider.GetTimestamp();
            return _asking = AskAsync();
        }
    }

    private async Task AskAsync()
    {
        try
        {
            var answer = await ask(_held?.ETag.Tag.Value);
            if (answer is PublicationAnswer.Newer newer)
            {
                _held = new(ImmutableCollectionsMarshal.AsArray(newer.Body)!, new(newer.ETag));
            }
        }
        catch (Exception exception) when (GrainFaults.IsUnavailable(exception))
        {
            // The cached bytes stay; the next call asks again.
        }
    }
}

/// <summary>A publication as it is served.</summary>
/// <param name="Body">UTF-8 JSON; never modified.</param>
/// <param name="ETag">The body's entity tag.</param>
internal sealed record ServedPublication(byte[] Body, EntityTagHeaderValue ETag);

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
