namespace ToolTime.Grains.Webhooks;

/// <summary>How far an address has got.</summary>
[GenerateSerializer, Alias("ToolTime.WebhookState")]
public sealed class WebhookState
{
    /// <summary>The newest week that it has no need of, such as <c>2026-W47</c>; null for an address that is new.</summary>
    [Id(0)]
    public string? LastWeek { get; set; }

    /// <summary>How often it did not take the next one.</summary>
    [Id(1)]
    public int Failures { get; set; }

    /// <summary>When to try again after a failure.</summary>
    [Id(2)]
    public DateTimeOffset RetryAt { get; set; }
}
