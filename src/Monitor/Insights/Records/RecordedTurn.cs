using ToolTime.Recording.Calls;

namespace ToolTime.Monitor.Insights.Records;

/// <summary>What a user asked for and what followed, up to their next message.</summary>
/// <param name="At">When the user spoke.</param>
/// <param name="Calls">The calls, including subagents'.</param>
/// <param name="Responses">The responses, including subagents'.</param>
internal sealed record RecordedTurn(DateTimeOffset At, IReadOnlyList<RecordedCall> Calls, IReadOnlyList<RecordedResponse> Responses)
{
    /// <summary>The model with most output for the user's own agent; null if it said nothing.</summary>
    public string? Model => Responses.Where(response => response.Agent == 0)
        .GroupBy(response => response.Model, StringComparer.Ordinal)
        .MaxBy(model => model.Sum(response => response.Tokens.Output))?.Key;

    /// <summary>True if files were changed.</summary>
    public bool HasChanges => Calls.Any(call => call is { Outcome: CallOutcome.Ok, Detail.IsChange: true });

    /// <summary>True if no file was changed a second time after a command or change had failed: nothing had to be redone.</summary>
    public bool IsFirstTry
    {
        get
        {
            var (changed, hasFailed) = (new HashSet<string>(StringComparer.Ordinal), false);
            foreach (var call in Calls)
            {
                if (call.Detail is not { } detail)
                {
                    continue;
                }

                if (call.IsFailure && changed.Count > 0 && (detail.IsChange || detail.Command is not null))
                {
                    hasFailed = true;
                }

                if (call.Outcome is not CallOutcome.Ok || !detail.IsChange)
                {
                    continue;
                }

                if (hasFailed && detail.Paths.Any(changed.Contains))
                {
                    return false;
                }

                changed.UnionWith(detail.Paths);
            }

            return true;
        }
    }

    /// <summary>In dollars, over everything with a price.</summary>
    public decimal Cost => Responses.Sum(response => response.Cost ?? 0);

    public static IReadOnlyList<RecordedTurn> Split(RecordedSession session)
    {
        var starts = session.Texts.Where(text => text.IsUser).Select(text => text.At).Distinct().ToList();
        return
        [
            .. starts.Select((at, i) =>
            {
                var end = i + 1 < starts.Count ? starts[i + 1] : DateTimeOffset.MaxValue;
                return new RecordedTurn(
                    at,
                    [.. session.Calls.Where(call => call.At >= at && call.At < end)],
                    [.. session.Responses.Where(response => response.At >= at && response.At < end)]
                );
            }),
        ];
    }
}
