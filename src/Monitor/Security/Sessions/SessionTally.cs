using ToolTime.Monitor.Security.Behaviour;

namespace ToolTime.Monitor.Security.Sessions;

/// <summary>Adds up the calls of one session, from all its transcripts.</summary>
/// <param name="client">The client's name.</param>
/// <param name="session">The session's id.</param>
internal sealed class SessionTally(string client, string session)
{
    private readonly List<ReadCallSecurity> _calls = [];
    private string? _project;

    public void Add(ReadCallSecurity call)
    {
        _calls.Add(call);
        _project ??= call.Project;
    }

    /// <summary>What was found; null if there were no calls.</summary>
    /// <param name="isDenied">Whether the call with a key was refused.</param>
    public SessionSecurity? Finish(Func<ReadCallSecurity, bool> isDenied)
    {
        if (_calls.Count == 0)
        {
            return null;
        }

        // Subagents' transcripts come after the session's, but their calls belong between its own.
        var calls = _calls.OrderBy(call => call.At).Select(call => (Call: call, IsDenied: isDenied(call))).ToList();
        var observed = calls.Select(item => new ObservedCall(
            item.Call.At,
            item.Call.Tool,
            item.IsDenied,
            item.Call.Findings,
            item.Call.Target
        ));
        var behaviour = SessionBehaviour.Evaluate([.. observed]);
        var found = calls
            .Where(item => item.Call.Findings.Count > 0)
            .Select(item => new SessionCall(item.Call.At, item.Call.Tool, item.IsDenied, item.Call.Findings))
            .ToList();
        return new SessionSecurity
        {
            Client = client,
            Session = session,
            Project = _project ?? "",
            First = calls[0].Call.At,
            Last = calls[^1].Call.At,
            Calls = calls.Count,
            Denied = calls.Count(item => item.IsDenied),
            Found = found,
            Behaviour = behaviour,
            Risk = SessionRisk.Compute(
                found
                    .Where(call => !call.IsDenied)
                    .SelectMany(call => call.Findings)
                    .Select(finding => (finding.Rule, finding.Severity))
                    .Concat(behaviour.Select(finding => (finding.Rule, finding.Severity)))
            ),
        };
    }
}
