namespace ToolTime.Recording.Platform;

/// <summary>
/// New content for a file: a reader sees the old bytes or, once committed, the new ones, even if the machine stops in between.
/// </summary>
internal sealed class FileReplacement : IDisposable
{
    private readonly string _path;
    private readonly string _temporary;

    public FileReplacement(string path)
    {
        _path = path;
        _temporary = $"{path}.{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
        Content = PrivateFiles.Create(_temporary);
    }

    /// <summary>Receives the new content.</summary>
    public FileStream Content { get; }

    /// <summary>Durably replaces the file with what was written.</summary>
    public void Commit()
    {
        Content.Flush(flushToDisk: true);
        Content.Dispose();
        File.Move(_temporary, _path, overwrite: true);
    }

    public void Dispose()
    {
        try
        {
            Content.Dispose();
        }
        finally
        {
            // If the disk is full, the unwritten rest fails again.
            File.Delete(_temporary);
        }
    }
}
