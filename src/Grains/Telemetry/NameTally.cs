using ToolTime.Grains.Privacy;

namespace ToolTime.Grains.Telemetry;

/// <summary>What is counted of one name in a list.</summary>
internal sealed class NameTally
{
    /// <summary>Devices that have it.</summary>
    public int Devices { get; set; }

    /// <summary>Those of them that did a task with it whose end is known.</summary>
    public int Ended { get; set; }

    /// <summary>Those of them that did a task with it whose cost is known.</summary>
    public int Priced { get; set; }

    /// <summary>Tasks with it that succeeded.</summary>
    public long Succeeded { get; set; }

    /// <summary>Tasks with it that failed.</summary>
    public long Failed { get; set; }

    /// <summary>What tasks with it cost, in millionths of a dollar; null for lists without costs.</summary>
    public Histogram? Costs { get; init; }
}
