namespace Orleans;

/// <summary>Why an activation ends.</summary>
/// <param name="code">The kind of reason.</param>
/// <param name="exception">The exception that led to it, if one did.</param>
/// <param name="text">The reason in words.</param>
public readonly struct DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
{
    /// <summary>Creates a reason that no exception led to.</summary>
    /// <param name="code">The kind of reason.</param>
    /// <param name="text">The reason in words.</param>
    public DeactivationReason(DeactivationReasonCode code, string text)
        : this(code, null, text)
    {
    }

    /// <summary>The kind of reason.</summary>
    public DeactivationReasonCode ReasonCode { get; } = code;

    /// <summary>The reason in words.</summary>
    public string Description { get; } = text;

    /// <summary>The exception that led to it, if one did.</summary>
    public Exception? Exception { get; } = exception;

    /// <summary>The kind of reason and the words.</summary>
    public override string ToString() => $"{ReasonCode}: {Description}";
}
