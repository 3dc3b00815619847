namespace ToolTime.Monitor.Security.Boundaries;

/// <summary>Resolves links.</summary>
internal interface ILinks
{
    /// <summary>The path with all links resolved, if it exists; the same path if there are none or they cannot be read.</summary>
    /// <param name="path">An absolute path.</param>
    string Resolve(string path);
}
