using System.Globalization;

namespace ToolTime.Monitor.Security.Alerts;

/// <summary>The device of this process's terminal. Only on Linux: elsewhere only a process that has it open knows it.</summary>
internal static class ControllingTerminal
{
    // The numbers of pseudo-terminals, /dev/pts/N: 256 each.
    private const int FirstMajor = 136;
    private const int LastMajor = 143;

    /// <summary>The device, or null.</summary>
    public static string? Find()
    {
        try
        {
            return OperatingSystem.IsLinux() ? Parse(File.ReadAllText("/proc/self/stat")) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// From /proc/PID/stat, see proc(5): the fifth field after the program's name in parentheses is the terminal's number.
    /// </summary>
    public static string? Parse(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 5 || !int.TryParse(fields[4], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var (major, minor) = ((number >> 8) & 0xfff, (number & 0xff) | ((number >> 12) & 0xfff00));
        return major is >= FirstMajor and <= LastMajor
            ? string.Create(CultureInfo.InvariantCulture, $"/dev/pts/{((major - FirstMajor) * 256) + minor}") : null;
    }
}
