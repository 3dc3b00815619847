using System.Diagnostics;
using System.Globalization;

namespace ToolTime.LoadBench;

/// <summary>What a process has used, as Linux counts it.</summary>
internal static class ProcessUse
{
    /// <summary>Resident memory now, in MiB.</summary>
    public static double ResidentMiB(int process) => File.ReadLines($"/proc/{process}/status")
        .Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
        .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024)
        .First();

    /// <summary>Processor time so far, that of a program and of the kernel for it.</summary>
    public static TimeSpan Processor(int process)
    {
        using var named = Process.GetProcessById(process);
        return named.TotalProcessorTime;
    }
}
