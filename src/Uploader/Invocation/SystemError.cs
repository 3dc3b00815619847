namespace ToolTime.Uploader.Invocation;

/// <summary>
/// Describes a system error. The trimmed program lacks the platform's own sentences; only their names remain, with the path in quotes or
/// after a comma.
/// </summary>
internal static class SystemError
{
    // The system's error numbers in .NET's exceptions: ENOSPC, EBADF, EEXIST and EROFS, and Windows' number for a full disk.
    private const int NoSpace = 28;
    private const int BadDescriptor = 9;
    private const int Exists = 17;
    private const int ReadOnly = 30;
    private const int ClosedPipe = 32;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    /// <summary>True if the reader of a pipe has left, as `head` does.</summary>
    public static bool IsClosedPipe(IOException e) => e.HResult == ClosedPipe;

    public static string Words(Exception e)
    {
        var reason = e switch
        {
            // Only the working folder is looked up without a name.
            FileNotFoundException { FileName: null } => "The current folder no longer exists; change to another",
            FileNotFoundException => "The file does not exist",
            DirectoryNotFoundException => "The folder does not exist",
            PathTooLongException => "The path is too long",
            // Not a permission problem: the descriptor was closed before the command started.
            UnauthorizedAccessException { InnerException.HResult: BadDescriptor } => "The output is closed",
            UnauthorizedAccessException => "Permission was denied",
            _ => e.HResult switch
            {
                NoSpace or NoSpaceOnWindows => "The disk is full",
                ReadOnly => "The file system is read-only",
                Exists => "A file is where a folder should be",
                var number => $"Reading or writing failed (error {number & 0xFFFF})",
            },
        };
        return PathIn(e.Message) is { } path ? $"{reason}: {path}" : $"{reason}.";
    }

    // In quotes in the platform's sentences, after a comma if only their names are left.
    private static string? PathIn(string message)
    {
        var start =
            message.IndexOf('\'') is >= 0 and var quote ? quote + 1
            : message.IndexOf(", ", StringComparison.Ordinal) is >= 0 and var comma ? comma + 2
            : message.Length;
        var rest = message[start..];
        var path = rest.LastIndexOf('\'') is > 0 and var end ? rest[..end] : rest;
        return Path.IsPathRooted(path) ? path : null;
    }
}
