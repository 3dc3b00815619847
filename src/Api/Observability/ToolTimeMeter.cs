namespace ToolTime.Api.Observability;

/// <summary>The one meter of this server; every instrument of ours belongs to it, and tells of no single submitter, address or name.</summary>
public static class ToolTimeMeter
{
    /// <summary>Its name.</summary>
    public const string Name = "ToolTime";
}
