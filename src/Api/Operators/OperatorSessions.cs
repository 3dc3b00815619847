using System.Security.Cryptography;
using System.Text;

namespace ToolTime.Api.Operators;

/// <summary>
/// The operators who are logged in at this process. They are in memory alone: logging out ends a session for good, and a restart ends all.
/// Safe from any thread.
/// </summary>
internal sealed class OperatorSessions(TimeProvider timeProvider)
{
    /// <summary>Sessions at once; a new one beyond it ends the oldest.</summary>
    public const int Capacity = 100;

    /// <summary>How long a session lasts: a working day.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, (string FormToken, long BeganAt)> _sessions = [];

    /// <summary>Begins one.</summary>
    public OperatorSession Begin()
    {
        var session = new OperatorSession(NewSecret(), NewSecret());
        lock (_lock)
        {
            while (_sessions.Count > 0 && (_sessions.Count >= Capacity || IsOver(_sessions.GetAt(0).Value.BeganAt)))
            {
                _sessions.RemoveAt(0);
            }

            _sessions[HashOf(session.Id)] = (session.FormToken, timeProvider.GetTimestamp());
        }

        return session;
    }

    /// <summary>The session of a cookie; null where there is none, or no longer.</summary>
    public OperatorSession? Find(string? id)
    {
        if (id is null)
        {
            return null;
        }

        lock (_lock)
        {
            return _sessions.TryGetValue(HashOf(id), out var session) && !IsOver(session.BeganAt) ? new(id, session.FormToken) : null;
        }
    }

    /// <summary>Ends one.</summary>
    public void End(OperatorSession session)
    {
        lock (_lock)
        {
            _sessions.Remove(HashOf(session.Id));
        }
    }

    private static string NewSecret() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    // Looking up a hash takes the same time whatever of the secret was guessed right.
    private static string HashOf(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    private bool IsOver(long beganAt) => timeProvider.GetElapsedTime(beganAt) >= Lifetime;
}
