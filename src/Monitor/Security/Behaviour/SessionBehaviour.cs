namespace ToolTime.Monitor.Security.Behaviour;

/// <summary>Looks at the calls of one session together. It needs the record, so it never runs in a hook.</summary>
public static class SessionBehaviour
{
    /// <summary>The findings of a session: each rule once, when its limit was first passed, with the largest count within its
    /// window.</summary>
    /// <param name="calls">The session's calls, in the order of their times.</param>
    public static IReadOnlyList<BehaviourFinding> Evaluate(IReadOnlyList<ObservedCall> calls) =>
        [.. BehaviourRule.All.Select(rule => Evaluate(rule, calls)).OfType<BehaviourFinding>()];

    private static BehaviourFinding? Evaluate(BehaviourRule rule, IReadOnlyList<ObservedCall> calls)
    {
        var window = new Queue<ObservedCall>();
        var targets = new Dictionary<string, int>(StringComparer.Ordinal);
        BehaviourFinding? found = null;
        foreach (var call in calls.Where(rule.Includes))
        {
            window.Enqueue(call);
            targets[call.Target] = targets.GetValueOrDefault(call.Target) + 1;
            while (window.Peek().At < call.At - rule.Window)
            {
                var old = window.Dequeue().Target;
                if (--targets[old] == 0)
                {
                    targets.Remove(old);
                }
            }

            var count = rule.CountsTargets ? targets.Count : window.Count;
            if (count >= rule.Limit && count > (found?.Count ?? 0))
            {
                found = new BehaviourFinding(rule.Id, rule.Severity, found?.At ?? call.At, count, $"{rule.Finds} There were {count}.");
            }
        }

        return found;
    }
}
