namespace ToolTime.Monitor.FileEvents;

/// <summary>
/// Which file systems report changes. Network file systems only report this machine's own changes, and those between a virtual machine and
/// its host often none.
/// </summary>
internal static class FileSystemEvents
{
    private static readonly string[] Silent = ["nfs", "cifs", "smb", "9p", "fuse", "sshfs", "afs", "ncp", "vboxsf", "prl_fs", "drvfs"];

    /// <summary>False if files below the path may change without an event.</summary>
    public static bool AreSent(string path)
    {
        try
        {
            var format = new DriveInfo(path).DriveFormat;
            return !Silent.Any(silent => format.StartsWith(silent, StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return true;
        }
    }
}
