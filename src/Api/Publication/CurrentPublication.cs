using System.Runtime.InteropServices;
using Microsoft.Net.Http.Headers;
using ToolTime.Api.Problems;
using ToolTime.Publication;

namespace ToolTime.Api.Publication;

/// <summary>
/// The current bytes of one query, held by this front end. It asks the grain at most once a second whether there are newer ones; while
/// the grain is slow or away, the bytes that are held go on being served.
/// </summary>
/// <param name="ask">Asks the grain; takes the entity tag of what is held.</param>
/// <param name="timeProvider">The clock of waiting.</param>
internal sealed class CurrentPublication(Func<string?, Task<PublicationAnswer>> ask, TimeProvider timeProvider)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private ServedPublication? _held;
    private long _askedAt;
    private Task? _asking;

    /// <summary>The bytes to serve; null where none could be had yet.</summary>
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
                // The held bytes are no worse than a second ago.
            }
        }

        return _held;
    }

    /// <summary>Makes the next look ask, since this front end has just seen something published.</summary>
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
        catch (Exception exception) when (GrainFaults.Are(exception))
        {
            // The held bytes stay; the next look asks again.
        }
    }
}

/// <summary>A publication as it is served.</summary>
/// <param name="Body">JSON in UTF-8; never written to.</param>
/// <param name="ETag">Its entity tag.</param>
internal sealed record ServedPublication(byte[] Body, EntityTagHeaderValue ETag);
