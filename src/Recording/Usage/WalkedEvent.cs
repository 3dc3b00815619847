using ToolTime.Recording.Hooks;

namespace ToolTime.Recording.Usage;

/// <summary>An event of the record and what it counts as.</summary>
internal readonly record struct WalkedEvent(RecordedEvent Recorded, bool IsCall, bool IsObserved, bool IsEditWithoutRead, bool IsSkillUse)
{
    public void AddTo(UsageCounter counter)
    {
        if (IsCall)
        {
            counter.AddCall(Recorded, IsObserved, IsEditWithoutRead);
        }
        else
        {
            counter.AddStart(Recorded);
        }

        if (IsSkillUse)
        {
            counter.AddSkill(Recorded.Skill!, 1, byUser: Recorded.Event is EventName.UserPromptExpansion ? 1 : 0);
        }
    }
}
