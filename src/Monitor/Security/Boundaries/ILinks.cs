namespace ToolTime.Monitor.Security.Boundaries;

/// <summary>Where links lead.</summary>
public interface ILinks
{
    /// <summary>The path with all links resolved, as far as it exists; the same path where there are none or they cannot be read.</summary>
    /// <param name="path">An absolute path.</param>
    string Resolve(string path);
}
