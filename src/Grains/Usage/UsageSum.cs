using ToolTime.Usage;

namespace ToolTime.Grains.Usage;

/// <summary>A running sum of one name's counts on one day; not thread-safe.</summary>
internal struct UsageSum
{
    private long _reports;
    private long _calls;
    private long _observedCalls;
    private long _errors;
    private long _rejections;

    /// <summary>Adds or subtracts a report's count.</summary>
    /// <param name="count">The count.</param>
    /// <param name="sign">1 to add, -1 to subtract.</param>
    public void Add(UsageCount count, int sign)
    {
        _reports += sign;
        _calls += sign * (long)count.Calls;
        _observedCalls += sign * (long)count.ObservedCalls;
        _errors += sign * (long)(count.Errors ?? 0);
        _rejections += sign * (long)(count.Rejections ?? 0);
    }

    /// <summary>The sum as a message for grains.</summary>
    public readonly UsageTotals ToTotals() =>
        new() { Reports = _reports, Calls = _calls, ObservedCalls = _observedCalls, Errors = _errors, Rejections = _rejections };
}
