using ToolTime.Grains.Privacy;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>An app's overall sums and distributions.</summary>
internal sealed class TaskSums
{
    public long Startups { get; set; }

    public long Tasks { get; private set; }

    public long Succeeded { get; private set; }

    public long Failed { get; private set; }

    public Int128 Prompt { get; private set; }

    public Int128 Completion { get; private set; }

    public Int128 CacheCreation { get; private set; }

    public Int128 CacheRead { get; private set; }

    public Int128 CostMicroUsd { get; private set; }

    public Int128 CacheTotalRequests { get; private set; }

    public Int128 CacheHitRequests { get; private set; }

    public long Opened { get; private set; }

    public long Downloaded { get; private set; }

    public Histogram Iterations { get; } = new(Rounding.CallResolution);

    public Histogram DurationMs { get; } = new(Rounding.CallResolution);

    /// <summary>Prompt and completion tokens together.</summary>
    public Histogram Tokens { get; } = new(Rounding.CallResolution);

    public Histogram Costs { get; } = new(Rounding.CallResolution);

    /// <summary>Adds shared items that were opened or downloaded.</summary>
    public void Add(ShareEvent share, long count)
    {
        Opened += share.Action == ShareAction.Opened ? count : 0;
        Downloaded += share.Action == ShareAction.Downloaded ? count : 0;
    }

    /// <summary>Adds a task and returns the figures to which it contributes.</summary>
    public DeviceFigures Add(TaskEvent task)
    {
        Tasks++;
        var figures = DeviceFigures.Tasks | (task.Outcome is null ? DeviceFigures.NotEnded : DeviceFigures.Ended);
        Succeeded += task.Outcome == TaskOutcome.Success ? 1 : 0;
        Failed += task.Outcome == TaskOutcome.Error ? 1 : 0;
        figures |= Add(Iterations, task.Iterations, DeviceFigures.Iterations);
        figures |= Add(DurationMs, task.DurationMs, DeviceFigures.Duration);
        figures |= Add(Costs, task.CostMicroUsd, DeviceFigures.Cost);
        CostMicroUsd += task.CostMicroUsd ?? 0;
        Prompt += task.PromptTokens ?? 0;
        Completion += task.CompletionTokens ?? 0;
        CacheCreation += task.CacheCreationTokens ?? 0;
        CacheRead += task.CacheReadTokens ?? 0;
        figures |= task.PromptTokens is null ? 0 : DeviceFigures.Prompt;
        figures |= task.CompletionTokens is null ? 0 : DeviceFigures.Completion;
        figures |= task.CacheCreationTokens is null ? 0 : DeviceFigures.CacheCreation;
        figures |= task.CacheReadTokens is null ? 0 : DeviceFigures.CacheRead;
        if (task.PromptTokens is not null || task.CompletionTokens is not null)
        {
            figures |= Add(Tokens, (task.PromptTokens ?? 0) + (task.CompletionTokens ?? 0), DeviceFigures.Tokens);
        }

        if (task is { CacheTotalRequests: > 0, CacheHitRequests: not null })
        {
            CacheTotalRequests += task.CacheTotalRequests.Value;
            CacheHitRequests += Math.Min(task.CacheHitRequests.Value, task.CacheTotalRequests.Value);
            figures |= DeviceFigures.CacheRequests;
        }

        return figures;
    }

    private static DeviceFigures Add(Histogram values, long? value, DeviceFigures figure)
    {
        if (value is not { } number)
        {
            return DeviceFigures.None;
        }

        values.Add(number);
        return figure;
    }
}
