using ToolTime.Monitor.Events;
using ToolTime.Monitor.Security;
using ToolTime.Monitor.Security.Behaviour;

namespace ToolTime.Monitor.Watching;

/// <summary>Applies the rules about whole sessions to calls as they come, each once per session. For one thread at a time.</summary>
internal sealed class BehaviourWatch
{
    private const int MostCalls = 256;
    private const int MostSessions = 1000;

    private static readonly TimeSpan LongestWindow = BehaviourRule.All.Max(rule => rule.Window);

    private readonly Dictionary<(string? Client, string? Session), Watched> _sessions = [];

    /// <summary>Adds a refused call, or one with findings; no other call matters to a rule of `medium` or above.</summary>
    /// <param name="call">The call.</param>
    /// <param name="about">An alert with the call's time, session and tool.</param>
    public IReadOnlyList<SecurityAlert> Add(ObservedCall call, SecurityAlert about)
    {
        if (_sessions.Count > MostSessions)
        {
            _sessions.Clear();
        }

        var key = (about.Client, about.SessionId);
        if (!_sessions.TryGetValue(key, out var session))
        {
            _sessions[key] = session = new Watched();
        }

        session.Calls.Add(call);
        session.Calls.RemoveAll(old => old.At < call.At - LongestWindow);
        if (session.Calls.Count > MostCalls)
        {
            session.Calls.RemoveAt(0);
        }

        var found = SessionBehaviour.Evaluate([.. session.Calls.OrderBy(one => one.At)]);
        return
        [
            .. from finding in found
               where finding.Severity >= Severity.Medium && session.Alerted.Add(finding.Rule)
               select about with
               {
                   Call = null,
                   Rule = finding.Rule,
                   Category = WireName.From(RuleCategory.Behaviour),
                   Severity = WireName.From(finding.Severity),
                   Finds = BehaviourRule.All.Single(rule => rule.Id == finding.Rule).Finds,
                   Programs = [],
                   Targets = [],
               },
        ];
    }

    private sealed class Watched
    {
        public List<ObservedCall> Calls { get; } = [];

        public HashSet<string> Alerted { get; } = [];
    }
}
