namespace ToolTime.Monitor.Security.Tools;

/// <summary>What a tool does with its input.</summary>
internal enum ToolKind
{
    /// <summary>Anything that is not evaluated.</summary>
    Other,

    /// <summary>Runs a POSIX shell command.</summary>
    Shell,

    /// <summary>Runs a PowerShell command.</summary>
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

    /// <summary>An MCP server's tool, recognised by its arguments' names.</summary>
    Foreign,
}
