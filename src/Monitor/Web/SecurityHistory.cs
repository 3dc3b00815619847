using ToolTime.Monitor.Security.Checking;
using ToolTime.Monitor.Security.Sessions;

namespace ToolTime.Monitor.Web;

/// <summary>What was dangerous in the transcripts, read again at most once a minute however many ask.</summary>
/// <param name="engine">The rules.</param>
/// <param name="environment">The environment, which says where transcripts are.</param>
/// <param name="time">The clock by which a minute goes.</param>
internal sealed class SecurityHistory(SecurityEngine engine, Func<string, string?> environment, TimeProvider time) : IDisposable
{
    // As many as pages ask for; each may hold all that there is.
    private const int MostRead = 4;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _reading = new(1);
    private readonly Dictionary<int, (long At, IReadOnlyList<SessionSecurity> Sessions)> _read = [];

    /// <summary>The sessions of the last days.</summary>
    public async Task<IReadOnlyList<SessionSecurity>> ReadAsync(int days, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_read.TryGetValue(days, out var known) && time.GetElapsedTime(known.At) < Fresh)
            {
                return known.Sessions;
            }

            var sessions = await Task.Run(() => new SecurityScan(engine, environment).Run(now.AddDays(-days)), cancellationToken);
            if (_read.Count == MostRead && !_read.ContainsKey(days))
            {
                _read.Remove(_read.MinBy(one => one.Value.At).Key);
            }

            _read[days] = (time.GetTimestamp(), sessions);
            return sessions;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();
}
