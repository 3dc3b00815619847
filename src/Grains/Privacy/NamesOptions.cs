namespace ToolTime.Grains.Privacy;

/// <summary>Where an operator's changes of the list of names are.</summary>
public sealed class NamesOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Names";

    /// <summary>
    /// A file with lines <c>add KIND NAME</c>, <c>block KIND NAME</c> and <c>rename KIND OLD NEW</c>; a change of it is in force within a
    /// second. Default none. A relative path is under the working directory.
    /// </summary>
    public string? File { get; set; }
}
