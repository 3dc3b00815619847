using ToolTime.Grains.Privacy;

namespace ToolTime.Grains.Telemetry;

/// <summary>The counts of one name in a list.</summary>
internal sealed class NameTally
{
    public int Devices { get; set; }

    /// <summary>Devices that did a task with it whose outcome is known.</summary>
    public int Ended { get; set; }

    /// <summary>Devices that did a task with it whose cost is known.</summary>
    public int Priced { get; set; }

    /// <summary>Tasks with it that succeeded.</summary>
    public long Succeeded { get; set; }

    /// <summary>Tasks with it that failed.</summary>
    public long Failed { get; set; }

    /// <summary>The cost of tasks with it, in millionths of a dollar; null for lists without costs.</summary>
    public Histogram? Costs { get; init; }
}
