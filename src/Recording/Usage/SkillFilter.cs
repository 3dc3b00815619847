using ToolTime.Recording.Hooks;

namespace ToolTime.Recording.Usage;

/// <summary>
/// Selects the events that count as the use of a skill: an agent's call of it, or the user's slash command. If the agent then calls the
/// skill that the user started, that is one use.
/// </summary>
internal sealed class SkillFilter
{
    private readonly Dictionary<string, string> _typed = new(StringComparer.Ordinal);

    public bool IsNewUse(RecordedEvent recorded, bool isCall)
    {
        if (recorded.Skill is not { } skill)
        {
            return false;
        }

        var session = recorded.Session ?? "";
        if (recorded.Event is EventName.UserPromptExpansion)
        {
            _typed[session] = skill;
            return true;
        }

        return isCall && !(_typed.GetValueOrDefault(session) == skill && _typed.Remove(session));
    }
}
