using System.Runtime.InteropServices;
using System.Text;

namespace ToolTime.Recording.Platform;

/// <summary>
/// Files whose bytes can be read to an end and replaced. Where agents look for settings there may be a pipe, which need not end, or a link
/// to a device such as `/dev/null`, which must stay what it is.
/// </summary>
internal static unsafe partial class RegularFile
{
    private const int WorkingFolder = -100;
    private const uint TypeAndLinks = 0x1 | 0x4;
    private const int Type = 0xF000;
    private const int Regular = 0x8000;

    // struct statx is the same on every machine.
    private const int StatSize = 256;
    private const int LinksAt = 16;
    private const int ModeAt = 28;

    /// <summary>Whether the path names such a file, or a link to one. Only Linux tells; elsewhere every file counts as one.</summary>
    public static bool Exists(string path) => File.Exists(path) && (Look(path) is not { } found || (found.Mode & Type) == Regular);

    /// <summary>Whether the file has a name besides this one (a hard link), which replacing it would part from it.</summary>
    public static bool HasOtherNames(string path) => Look(path) is { Links: > 1 };

    private static (int Mode, uint Links)? Look(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var status = stackalloc byte[StatSize];
        try
        {
            fixed (byte* start = Encoding.UTF8.GetBytes(path + '\0'))
            {
                return Stat(WorkingFolder, start, 0, TypeAndLinks, status) == 0
                    ? (*(ushort*)(status + ModeAt), *(uint*)(status + LinksAt))
                    : null;
            }
        }
        catch (EntryPointNotFoundException)
        {
            // An old C library.
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx")]
    private static partial int Stat(int folder, byte* path, int flags, uint mask, byte* status);
}
