using ToolTime.Transcripts.Index;

namespace ToolTime.Transcripts.Scanning;

/// <summary>
/// Brings the index up to date with the transcripts: reads what is new on all processors, and adds it in the order in which the files were
/// started, or last written if that is unknown, so that copies count for the session they were copied from.
/// </summary>
/// <param name="index">The index.</param>
/// <param name="environment">The environment, with the locations of transcripts.</param>
/// <param name="inputs">Receives calls' input, from several threads at once; null if not needed.</param>
/// <param name="texts">Receives what was said, in the same way.</param>
internal sealed class TranscriptScan(UsageIndex index, Func<string, string?> environment, TakeInput? inputs = null, TakeText? texts = null)
{
    // How far one thread may run ahead of a slower one: what it has read waits in memory.
    private const int MaxWaiting = 16;

    private readonly Dictionary<int, TranscriptReading> _waiting = [];
    private readonly object _merging = new();
    private int _next;
    private int _merged;
    private bool _isFailed;
    private long _bytesRead;
    private Skipped _unreadable;

    /// <summary>Bytes of the finished files, and of all files with something new.</summary>
    public (long Read, long All) Progress => (Interlocked.Read(ref _bytesRead), BytesDue);

    /// <summary>How many files have something new.</summary>
    public int FilesDue { get; private set; }

    /// <summary>The existing transcripts.</summary>
    public IReadOnlyList<TranscriptFile> Files { get; private set; } = [];

    /// <summary>What could not be read this time.</summary>
    public Skipped Unreadable => _unreadable;

    private long BytesDue { get; set; }

    /// <summary>Finds, reads and adds; calls <paramref name="tick"/> about ten times a second while reading.</summary>
    public void Run(Action tick)
    {
        Files = [.. TranscriptFormats.All.SelectMany(format => format.Find(environment, () => _unreadable += Skipped.OneUnreadable))];
        index.ForgetMissing(Files);
        var due = Files.Select(file => (File: file, Known: index.Known(file)))
            .Where(file => file.Known is null || !file.Known.IsUnchanged(file.File))
            // Other recorders add to calls, which must be known first.
            .OrderBy(file => file.File.Format.Recorder)
            .ThenBy(file => file.File.Begun is null ? file.File.WrittenAt : 0)
            .ThenBy(file => file.File.Begun ?? file.File.Path, StringComparer.Ordinal)
            .ToList();
        FilesDue = due.Count;
        BytesDue = due.Sum(file => file.File.Length - (file.Known is { } known && known.Position <= file.File.Length ? known.Position : 0));
        if (due.Count > 0)
        {
            ReadAll(due, tick);
        }

        index.TakeBack();
    }

    private void ReadAll(List<(TranscriptFile File, KnownTranscript? Known)> due, Action tick)
    {
        var failures = new List<Exception>();
        var workers = Enumerable
            .Range(0, Math.Min(Environment.ProcessorCount, due.Count))
            .Select(_ => new Thread(() => Work(due, failures)))
            .ToList();
        workers.ForEach(worker => worker.Start());
        foreach (var worker in workers)
        {
            while (!worker.Join(100))
            {
                tick();
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException(failures);
        }
    }

    private void Work(List<(TranscriptFile File, KnownTranscript? Known)> due, List<Exception> failures)
    {
        try
        {
            var reader = new TranscriptReader(inputs, texts);
            while (Next(due.Count) is { } i)
            {
                var reading = reader.Read(due[i].File, due[i].Known);
                // A file that was replaced by a shorter one, or cannot be opened now, takes nothing back.
                Interlocked.Add(ref _bytesRead, Math.Max(0, reading.Position - (due[i].Known?.Position ?? 0)));
                TakeIn(i, reading);
            }
        }
        catch (Exception e)
        {
            // Thrown again on the waiting thread.
            lock (_merging)
            {
                failures.Add(e);
                _isFailed = true;
                System.Threading.Monitor.PulseAll(_merging);
            }
        }
    }

    // Null if there is nothing more to do.
    private int? Next(int count)
    {
        lock (_merging)
        {
            while (!_isFailed && _next < count && _next - _merged >= MaxWaiting)
            {
                System.Threading.Monitor.Wait(_merging);
            }

            return _isFailed || _next >= count ? null : _next++;
        }
    }

    private void TakeIn(int place, TranscriptReading reading)
    {
        lock (_merging)
        {
            _waiting[place] = reading;
            for (; _waiting.Remove(_merged, out var ready); _merged++)
            {
                if (ready.IsComplete || ready.IsBroken)
                {
                    index.Add(ready);
                }
                else
                {
                    _unreadable += ready.Skipped;
                }
            }

            System.Threading.Monitor.PulseAll(_merging);
        }
    }
}
