namespace ToolTime.Uploader.Invocation;

/// <summary>
/// Says what the system refused. The installed program is trimmed of the platform's own sentences, which leaves only their names and the
/// path between quotes or behind a comma.
/// </summary>
internal static class SystemError
{
    // Where .NET's exceptions carry the system's own numbers: ENOSPC, EBADF, EEXIST and EROFS, and what Windows says for a full disk.
    private const int NoSpace = 28;
    private const int BadDescriptor = 9;
    private const int Exists = 17;
    private const int ReadOnly = 30;
    private const int ClosedPipe = 32;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    /// <summary>True where the reader of a pipe has left, as `head` does.</summary>
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
            // Not a question of permission: the descriptor was closed before the command began.
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

    // Between quotes in the platform's sentences, behind a comma where only their names are left.
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
