namespace ToolTime.Monitor.Security.Behaviour;

/// <summary>Examines the calls of one session together. It needs the whole record, so it never runs in a hook.</summary>
internal static class SessionBehaviour
{
    /// <summary>
    /// A session's findings: each rule once, when its limit was first exceeded, with the largest count within its window.
    /// </summary>
    /// <param name="calls">The session's calls, in chronological order.</param>
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

/// <summary>One call of a session, from the record.</summary>
/// <param name="At">When it was made.</param>
/// <param name="Tool">The tool's name.</param>
/// <param name="IsDenied">Whether the user or a hook refused it.</param>
/// <param name="Findings">What the rules found in it.</param>
/// <param name="Target">The file or command that it concerns; distinguishes different targets.</param>
internal sealed record ObservedCall(DateTimeOffset At, string Tool, bool IsDenied, IReadOnlyList<Finding> Findings, string Target);

/// <summary>A finding about a session as a whole.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="At">When the limit was exceeded.</param>
/// <param name="Count">How many calls were within the window then.</param>
/// <param name="Why">One sentence for people.</param>
internal sealed record BehaviourFinding(string Rule, Severity Severity, DateTimeOffset At, int Count, string Why);
