using ToolTime.Monitor.Events;
using ToolTime.Monitor.Security.Checking;
using ToolTime.Monitor.Security.Sessions;

namespace ToolTime.Monitor.Web;

/// <summary>What was dangerous in the transcripts, read again after a minute or a new finding.</summary>
internal sealed class SecurityHistory : IDisposable
{
    private readonly SecurityEngine _engine;
    private readonly Func<string, string?> _environment;
    private readonly MinuteCache<int, IReadOnlyList<SessionSecurity>> _read;

    /// <param name="engine">The rules.</param>
    /// <param name="environment">The environment, which says where transcripts are.</param>
    /// <param name="hub">Where new findings are published.</param>
    /// <param name="time">The clock.</param>
    public SecurityHistory(SecurityEngine engine, Func<string, string?> environment, EventHub hub, TimeProvider time)
    {
        (_engine, _environment, _read) = (engine, environment, new(time));
        hub.Published += published =>
        {
            if (published is SecurityAlert)
            {
                _read.Invalidate();
            }
        };
    }

    /// <summary>The sessions of the last <paramref name="days"/> days.</summary>
    public Task<IReadOnlyList<SessionSecurity>> ReadAsync(int days, DateTimeOffset now, CancellationToken cancellationToken) =>
        _read.ReadAsync(days, () => new SecurityScan(_engine, _environment).Run(now.AddDays(-days)), cancellationToken);

    public void Dispose() => _read.Dispose();
}
