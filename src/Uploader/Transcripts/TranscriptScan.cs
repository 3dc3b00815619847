using ToolTime.Uploader.Transcripts.Index;

namespace ToolTime.Uploader.Transcripts;

/// <summary>
/// Brings the index up to what the transcripts say now: reads what is new, on all processors, and takes it in in the order in which the
/// files were written, so that copies count for the session that they were copied from.
/// </summary>
internal sealed class TranscriptScan(UsageIndex index, Func<string, string?> environment)
{
    // Readings that wait for an earlier one to end; each is small, and its file was read already.
    private readonly Dictionary<int, TranscriptReading> _waiting = [];
    private readonly Lock _merging = new();
    private int _next;
    private int _merged;
    private long _bytesRead;
    private PassedOver _unreadable;

    /// <summary>Bytes of the files that are done, and of all that have something new.</summary>
    public (long Read, long All) Progress => (Interlocked.Read(ref _bytesRead), BytesDue);

    /// <summary>How many files have something new.</summary>
    public int FilesDue { get; private set; }

    /// <summary>The transcripts that there are now.</summary>
    public IReadOnlyList<TranscriptFile> Files { get; private set; } = [];

    /// <summary>What could not be read this time.</summary>
    public PassedOver Unreadable => _unreadable;

    private long BytesDue { get; set; }

    /// <summary>Finds, reads and takes in; calls <paramref name="tick"/> about ten times a second while it reads.</summary>
    public void Run(Action tick)
    {
        Files = [.. TranscriptFormats.All.SelectMany(format => format.Find(environment))];
        index.KeepOnly(Files);
        var due = Files.Select(file => (File: file, Known: index.Known(file)))
            .Where(file => file.Known is null || !file.Known.IsUnchanged(file.File))
            .OrderBy(file => file.File.WrittenAt).ThenBy(file => file.File.Path, StringComparer.Ordinal)
            .ToList();
        FilesDue = due.Count;
        BytesDue = due.Sum(file => file.File.Length - (file.Known is { } known && known.Position <= file.File.Length ? known.Position : 0));
        if (due.Count == 0)
            return;

        var failures = new List<Exception>();
        var workers = Enumerable.Range(0, Math.Min(Environment.ProcessorCount, due.Count)).Select(_ => new Thread(() => Work(due, failures))).ToList();
        workers.ForEach(worker => worker.Start());
        foreach (var worker in workers)
        {
            while (!worker.Join(100))
                tick();
        }

        if (failures.Count > 0)
            throw new AggregateException(failures);
    }

    private void Work(List<(TranscriptFile File, KnownTranscript? Known)> due, List<Exception> failures)
    {
        try
        {
            var reader = new TranscriptReader();
            for (var i = Interlocked.Increment(ref _next) - 1; i < due.Count; i = Interlocked.Increment(ref _next) - 1)
            {
                var reading = reader.Read(due[i].File, due[i].Known);
                Interlocked.Add(ref _bytesRead, reading.Position - (due[i].Known?.Position ?? 0));
                TakeIn(i, reading);
            }
        }
        catch (Exception e)
        {
            // Thrown again on the thread that waits for this one.
            lock (_merging)
                failures.Add(e);
        }
    }

    private void TakeIn(int place, TranscriptReading reading)
    {
        lock (_merging)
        {
            _waiting[place] = reading;
            for (; _waiting.Remove(_merged, out var ready); _merged++)
            {
                if (ready.IsComplete)
                    index.Add(ready);
                else
                    _unreadable += ready.PassedOver;
            }
        }
    }
}
