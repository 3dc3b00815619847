namespace ToolTime.Telemetry;

/// <summary>The classes of errors that can be reported. They have no text, so none can leak.</summary>
public enum ErrorKind
{
    /// <summary>Any other error.</summary>
    Other = 0,

    /// <summary>The user or the system ended it.</summary>
    Cancelled,

    /// <summary>Too many requests.</summary>
    RateLimited,

    /// <summary>The provider has no capacity.</summary>
    Overloaded,

    /// <summary>A budget or quota is used up.</summary>
    QuotaExceeded,

    /// <summary>The prompt exceeds the model's context.</summary>
    ContextLength,

    /// <summary>Something took too long.</summary>
    Timeout,

    /// <summary>A key or login is missing or wrong.</summary>
    Authentication,

    /// <summary>Something is not permitted.</summary>
    Permission,

    /// <summary>The network failed.</summary>
    Network,

    /// <summary>A tool failed.</summary>
    ToolFailed,

    /// <summary>Something was not found.</summary>
    NotFound,

    /// <summary>A response could not be read.</summary>
    InvalidResponse,

    /// <summary>A request was refused as invalid.</summary>
    InvalidRequest,

    /// <summary>The provider failed.</summary>
    ServerError,

    /// <summary>The memory is used up.</summary>
    OutOfMemory,

    /// <summary>The disk is full.</summary>
    DiskFull,

    /// <summary>The limit on turns was reached.</summary>
    MaxIterations,
}
