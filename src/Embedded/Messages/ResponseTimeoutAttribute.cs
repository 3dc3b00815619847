using System.Globalization;

namespace Orleans;

/// <summary>Sets how long callers of a grain interface's method wait, instead of the engine's default.</summary>
/// <param name="timeout">A <see cref="TimeSpan"/> in its invariant form, such as <c>00:05:00</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
{
    /// <summary>How long callers wait.</summary>
    public TimeSpan? Timeout { get; init; } = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture);
}
