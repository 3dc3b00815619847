using System.Text;
using System.Text.Json;
using ToolTime.Monitor.Security.Settings;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Hooks;
using ToolTime.Recording.Json;

namespace ToolTime.Monitor.Security.Guarding;

/// <summary>A decision to block a call.</summary>
/// <param name="Answer">How it is blocked.</param>
/// <param name="Reason">What the agent reads: what is dangerous, and what it may do instead.</param>
internal sealed record BlockDecision(BlockAnswer Answer, string Reason)
{
    private const int LongestReason = 600;

    /// <summary>The decision about a call; null if it may run.</summary>
    /// <param name="settings">The settings, with the lowest severity to block.</param>
    /// <param name="findings">The findings, worst first.</param>
    /// <param name="client">The agent's client name. Codex cannot ask its user for a hook, so it gets a denial.</param>
    public static BlockDecision? Find(GuardSettings settings, IReadOnlyList<Finding> findings, string client)
    {
        if (settings.BlockFrom is not { } from || findings is not [var worst, ..] || worst.Severity < SeverityName.Parse(from))
        {
            return null;
        }

        var answer =
            client is ClientName.ClaudeCode ? BlockAnswerName.Parse(settings.BlockAnswer) ?? BlockAnswer.Deny : BlockAnswer.Deny;
        var reason = $"tooltime: {worst.Why} (rule {worst.Rule}, {WireName.From(worst.Severity)}) ";
        reason = reason.Length <= LongestReason ? reason : reason[..LongestReason] + "… ";
        return new BlockDecision(
            answer,
            reason
                + (
                    answer is BlockAnswer.Ask
                        ? "The user will be asked whether it may run."
                        : "It did not run. Do not retry it in another form. Continue without it, or ask the user to run it."
                )
        );
    }

    /// <summary>The JSON that agents accept from a hook before a call.</summary>
    public string ToHookOutput()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, HookJson.Options))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("hookSpecificOutput");
            writer.WriteString("hookEventName", EventName.PreToolUse);
            writer.WriteString("permissionDecision", WireName.From(Answer));
            writer.WriteString("permissionDecisionReason", Reason);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
