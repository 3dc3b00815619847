using ToolTime.Recording.Hooks;

namespace ToolTime.Recording.Usage;

/// <summary>
/// Selects the events that count as the use of a skill: an agent's call of it, or the user's slash command. If the agent then calls the
/// skill that the user started, that is one use; so is a slash command that two hooks report.
/// </summary>
internal sealed class SkillFilter
{
    // Older clients do not name the prompt, and no one types the same command twice within this time.
    private static readonly TimeSpan OnePrompt = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, TypedSkill> _typed = new(StringComparer.Ordinal);

    public bool IsNewUse(RecordedEvent recorded, bool isCall)
    {
        if (recorded.Skill is not { } skill)
        {
            return false;
        }

        var session = recorded.Session ?? "";
        var typed = _typed.GetValueOrDefault(session);
        if (recorded.Event is EventName.UserPromptExpansion)
        {
            if (typed?.IsReportedBy(recorded) is true)
            {
                return false;
            }

            _typed[session] = new(skill, recorded.Call, recorded.At, IsCalled: false);
            return true;
        }

        if (!isCall || typed?.Skill != skill || typed.IsCalled)
        {
            return isCall;
        }

        _typed[session] = typed with { IsCalled = true };
        return false;
    }

    private sealed record TypedSkill(string Skill, string? Prompt, DateTimeOffset At, bool IsCalled)
    {
        public bool IsReportedBy(RecordedEvent recorded) =>
            recorded.Skill == Skill
            && (recorded.Call is null || Prompt is null ? (recorded.At - At).Duration() < OnePrompt : recorded.Call == Prompt);
    }
}
