namespace ToolTime.Grains.Privacy;

/// <summary>The operator's changes to the name list.</summary>
public sealed class NamesOptions
{
    /// <summary>The settings section.</summary>
    public const string Section = "Names";

    /// <summary>
    /// A file with lines <c>add KIND NAME</c>, <c>block KIND NAME</c> and <c>rename KIND OLD NEW</c>; changes to it take effect within a
    /// second. Default none. A relative path is resolved from the working directory.
    /// </summary>
    public string? File { get; set; }
}
