namespace ToolTime.Monitor.Security.Boundaries;

/// <summary>No links: for what was recorded elsewhere or long ago.</summary>
internal sealed class NoLinks : ILinks
{
    /// <inheritdoc/>
    public string Resolve(string path) => path;
}
