namespace ToolTime.Telemetry;

/// <summary>How the cost of a task is known.</summary>
public enum CostSource
{
    /// <summary>It is not.</summary>
    Unknown = 0,

    /// <summary>The provider said it.</summary>
    Api = 1,

    /// <summary>By the model's price.</summary>
    Price = 2,

    /// <summary>By a price that stands for models without one.</summary>
    Default = 3,

    /// <summary>Otherwise estimated.</summary>
    Estimated = 4,
}
