namespace ToolTime.Grains.Privacy;

/// <summary>What can be told of a cell. Each is told or hidden by itself; without the submitters nothing is.</summary>
internal enum Detail
{
    /// <summary>How many submitters there are, rounded.</summary>
    Submitters,

    /// <summary>The sum of calls.</summary>
    Calls,

    /// <summary>The sum of calls whose outcome was seen.</summary>
    ObservedCalls,

    /// <summary>The sum of calls over which rejections were counted.</summary>
    RejectableCalls,

    /// <summary>The median and quartiles of submitters' calls.</summary>
    Quartiles,

    /// <summary>The outer deciles of submitters' calls.</summary>
    Deciles,

    /// <summary>The median of submitters' error rates.</summary>
    ErrorRateMedian,

    /// <summary>The mean of submitters' error rates.</summary>
    ErrorRate,

    /// <summary>The mean of submitters' rejection rates.</summary>
    RejectionRate,
}
