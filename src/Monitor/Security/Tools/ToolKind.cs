namespace ToolTime.Monitor.Security.Tools;

/// <summary>What a tool does with what it gets.</summary>
internal enum ToolKind
{
    /// <summary>Nothing that is evaluated.</summary>
    Other,

    /// <summary>Runs a command of a POSIX shell.</summary>
    Shell,

    /// <summary>Runs a command of PowerShell.</summary>
    PowerShell,

    /// <summary>Reads a file.</summary>
    Read,

    /// <summary>Writes a whole file.</summary>
    Write,

    /// <summary>Changes a file in place.</summary>
    Edit,

    /// <summary>Deletes a file.</summary>
    Delete,

    /// <summary>Searches in files.</summary>
    Search,

    /// <summary>Lists files.</summary>
    List,

    /// <summary>Fetches a page.</summary>
    Fetch,

    /// <summary>Applies a patch of several files.</summary>
    Patch,

    /// <summary>Changes a cell of a notebook.</summary>
    Notebook,

    /// <summary>Asks another agent.</summary>
    Prompt,

    /// <summary>A tool of an MCP server, known by the names of what it gets.</summary>
    Foreign,
}
