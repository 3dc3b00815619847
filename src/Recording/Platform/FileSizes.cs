using System.IO.Enumeration;

namespace ToolTime.Recording.Platform;

/// <summary>The sizes of files in bytes; 0 for what does not exist, even if another process deletes it meanwhile.</summary>
internal static class FileSizes
{
    private static readonly EnumerationOptions AllFiles = new() { AttributesToSkip = 0 };

    /// <summary>A file's size.</summary>
    public static long Get(string path)
    {
        try
        {
            return new FileInfo(path).Length;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>The sizes of a folder's files together, without its subfolders.</summary>
    public static long Sum(string folder)
    {
        try
        {
            return new FileSystemEnumerable<long>(folder, (ref entry) => entry.IsDirectory ? 0 : entry.Length, AllFiles).Sum();
        }
        catch (DirectoryNotFoundException)
        {
            return 0;
        }
    }
}
