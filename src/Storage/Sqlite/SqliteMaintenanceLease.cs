using ToolTime.Grains.Maintenance;

namespace ToolTime.Storage.Sqlite;

/// <summary>The lease of a file that one process has locked: it is kept here, since whoever asks is in this process.</summary>
internal sealed class SqliteMaintenanceLease(TimeProvider time) : IMaintenanceLease
{
    private readonly Lock _lock = new();
    private string? _holder;
    private TimeSpan _duration;
    private long _since;

    public Task<bool> TryHoldAsync(string holder, TimeSpan duration)
    {
        lock (_lock)
        {
            if (_holder is not null && _holder != holder && time.GetElapsedTime(_since) < _duration)
            {
                return Task.FromResult(false);
            }

            (_holder, _duration, _since) = (holder, duration, time.GetTimestamp());
            return Task.FromResult(true);
        }
    }

    public Task ReleaseAsync(string holder)
    {
        lock (_lock)
        {
            _holder = _holder == holder ? null : _holder;
            return Task.CompletedTask;
        }
    }
}
