using System.Collections.Concurrent;

namespace ToolTime.Engine.Contract.Grains;

/// <summary>What grains note and tests wait for, and the other way round: one for each key, in the process that all run in.</summary>
public sealed class Probe
{
    // Only ever waited out when a test fails.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly ConcurrentDictionary<string, Probe> Probes = new();

    private readonly Lock _gate = new();
    private readonly List<string> _notes = [];
    private readonly List<(string Note, int Times, TaskCompletionSource Seen)> _waiting = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _doors = new();
    private int _inside;

    public string[] Notes
    {
        get
        {
            lock (_gate)
                return [.. _notes];
        }
    }

    /// <summary>Whether two turns or activations ever were inside at once.</summary>
    public bool Overlapped { get; private set; }

    public static Probe Of(string key) => Probes.GetOrAdd(key, _ => new Probe());

    public static Probe Of(IAddressable grain) => Of(grain.GetPrimaryKeyString());

    public int Count(string note)
    {
        lock (_gate)
            return _notes.Count(each => each == note);
    }

    public void Note(string note)
    {
        lock (_gate)
        {
            _notes.Add(note);
            foreach (var (_, _, seen) in _waiting.Where(each => each.Note == note && each.Times <= Count(note)))
                seen.TrySetResult();
        }
    }

    /// <summary>Ends when a note was made so many times.</summary>
    public Task WhenAsync(string note, int times = 1)
    {
        lock (_gate)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((note, times, seen));
            if (Count(note) >= times)
                seen.SetResult();
            return seen.Task.WaitAsync(Patience);
        }
    }

    /// <summary>Ends when a test opens the door.</summary>
    public Task ThroughAsync(string door) => Door(door).Task.WaitAsync(Patience);

    public void Open(string door) => Door(door).TrySetResult();

    public void Enter() => Overlapped |= Interlocked.Increment(ref _inside) != 1;

    public void Leave() => Interlocked.Decrement(ref _inside);

    private TaskCompletionSource Door(string door) =>
        _doors.GetOrAdd(door, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
