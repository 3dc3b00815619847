using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;
using ToolTime.Monitor.Security.Programs;

namespace ToolTime.Monitor.Security.Rules;

/// <summary>Rules about the agent's own settings and instructions.</summary>
internal static class AgentRules
{
    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("agent.settings", RuleCategory.AgentTampering, Severity.High, "T1562.001",
            "Changing settings, permissions, hooks or MCP servers of a coding agent.",
            "Reading them, listing servers.", effect => (effect.IsChange() || effect.Kind is EffectKind.ChangeMode)
                && effect.Is(FileKind.AgentSettings) && effect.IsOnMachine() ? new($"It changes {effect.Name()}, which guards this agent.")
                : effect.Kind is EffectKind.ConfigureAgent ? new($"{effect.Detail} changes what a coding agent may do.") : null),
        new("agent.instructions", RuleCategory.AgentTampering, Severity.Medium, "T1565.001",
            "Changing the instructions of a coding agent: CLAUDE.md, AGENTS.md, skills, commands, subagents.",
            "Reading them.", effect => effect.IsChange() && effect.Is(FileKind.AgentInstructions) && effect.IsOnMachine()
                ? new($"It changes {effect.Name()}, which this agent obeys.") : null),
        new("agent.endpoint", RuleCategory.AgentTampering, Severity.High, "T1557",
            "Sending an agent's conversations or telemetry somewhere else, or nowhere.",
            "The same variables for single programs that are not agents.", effect => effect.Kind is EffectKind.RedirectAgent
                ? new($"{effect.Detail} changes where a coding agent sends what it says.") : null),
        new("agent.unguarded", RuleCategory.AgentTampering, Severity.High, "T1562",
            "Starting a coding agent that asks for no permission; `medium` for a command outside its sandbox.",
            "Agents with their usual questions.", effect => effect.Kind is EffectKind.UnguardAgent
                ? new($"It starts {effect.Detail} without its guards.", effect.Detail is AgentPrograms.Unconfined ? Severity.Medium : null)
                : null),
    ];
}
