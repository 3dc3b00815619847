namespace ToolTime.ClusterBench;

/// <summary>What processes took so far.</summary>
internal static class ProcessTimes
{
    private const int TicksPerSecond = 100;

    // Places in /proc/PID/stat after the name, which may hold spaces.
    private const int Parent = 1;
    private const int Taken = 11;
    private const int TakenByEndedChildren = 13;

    /// <summary>A process's processor time, in user and system mode; zero for one that is gone.</summary>
    public static TimeSpan From(int process) => StatOf(process) is { } stat ? Sum(stat, Taken) : TimeSpan.Zero;

    /// <summary>The processor time of a process and its children, those that ended with it.</summary>
    public static TimeSpan OfFamily(int process) =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), out var id) && id != process ? StatOf(id) : null)
            .Where(stat => stat?[Parent] == $"{process}")
            .Aggregate(From(process) + (StatOf(process) is { } own ? Sum(own, TakenByEndedChildren) : TimeSpan.Zero), (sum, stat) =>
                sum + Sum(stat!, Taken)
            );

    private static TimeSpan Sum(string[] stat, int at) =>
        TimeSpan.FromSeconds((double)(long.Parse(stat[at]) + long.Parse(stat[at + 1])) / TicksPerSecond);

    private static string[]? StatOf(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
