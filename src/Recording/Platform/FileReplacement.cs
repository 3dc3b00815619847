namespace ToolTime.Recording.Platform;

/// <summary>
/// Another content for a file: a reader sees the old bytes or, once it is committed, the new ones, also when the machine stops in between.
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

    /// <summary>Where the new content is written.</summary>
    public FileStream Content { get; }

    /// <summary>Makes what was written the file, durably, instead of any that was there.</summary>
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
            // Where the disk is full, what was not written yet fails once more.
            File.Delete(_temporary);
        }
    }
}
