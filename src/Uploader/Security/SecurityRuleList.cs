using ToolTime.Monitor.Security.Behaviour;
using ToolTime.Monitor.Security.Checking;
using ToolTime.Monitor.Security.Rules;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Security;

/// <summary>`tooltime security rules`: lists every rule, as text or JSON.</summary>
internal static class SecurityRuleList
{
    public static int Run(CommandContext context)
    {
        IReadOnlyList<RuleLine> rules = [.. RuleSet.All.Select(RuleLine.From), .. BehaviourRule.All.Select(RuleLine.From)];
        if (context.AsJson)
        {
            context.WriteJson(rules, SecurityJson.Default.IReadOnlyListRuleLine);
            return ExitCode.Fine;
        }

        foreach (var category in rules.GroupBy(rule => rule.Category, StringComparer.Ordinal))
        {
            context.Write(category.Key);
            foreach (var rule in category)
            {
                context.Write($"  {rule.Id} ({rule.Severity}{(rule.Technique.Length == 0 ? "" : $", {rule.Technique}")})");
                context.Write($"    finds: {rule.Finds}");
                if (rule.Ignores.Length > 0)
                {
                    context.Write($"    not:   {rule.Ignores}");
                }
            }
        }

        return ExitCode.Fine;
    }
}
