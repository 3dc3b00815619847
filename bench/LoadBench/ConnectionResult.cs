namespace ToolTime.LoadBench;

/// <summary>What one connection saw.</summary>
internal sealed class ConnectionResult
{
    /// <summary>How often each status came; 0 means no answer.</summary>
    public Dictionary<int, long> Statuses { get; } = [];

    /// <summary>How long each took, in microseconds, by status class.</summary>
    public Dictionary<int, List<int>> Micros { get; } = [];

    public void Add(int status, TimeSpan time)
    {
        Statuses[status] = Statuses.GetValueOrDefault(status) + 1;
        if (!Micros.TryGetValue(status, out var micros))
        {
            Micros.Add(status, micros = []);
        }

        micros.Add((int)Math.Min(int.MaxValue, time.TotalMicroseconds));
    }
}
