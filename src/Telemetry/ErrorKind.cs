namespace ToolTime.Telemetry;

/// <summary>The classes of errors that can be reported. There is no text, so none can leave.</summary>
public enum ErrorKind
{
    /// <summary>None of the others.</summary>
    Other = 0,

    /// <summary>The user or the system ended it.</summary>
    Cancelled,

    /// <summary>Too many requests.</summary>
    RateLimited,

    /// <summary>The provider has no capacity.</summary>
    Overloaded,

    /// <summary>A budget or a quota is used up.</summary>
    QuotaExceeded,

    /// <summary>More than fits into the model's context.</summary>
    ContextLength,

    /// <summary>Something took too long.</summary>
    Timeout,

    /// <summary>A key or a login is missing or wrong.</summary>
    Authentication,

    /// <summary>Something is not permitted.</summary>
    Permission,

    /// <summary>The network failed.</summary>
    Network,

    /// <summary>A tool failed.</summary>
    ToolFailed,

    /// <summary>Something is not there.</summary>
    NotFound,

    /// <summary>An answer that cannot be read.</summary>
    InvalidResponse,

    /// <summary>A request that was refused as wrong.</summary>
    InvalidRequest,

    /// <summary>The provider failed.</summary>
    ServerError,

    /// <summary>There is no memory left.</summary>
    OutOfMemory,

    /// <summary>There is no room on the disk.</summary>
    DiskFull,

    /// <summary>The most turns were taken.</summary>
    MaxIterations,
}
