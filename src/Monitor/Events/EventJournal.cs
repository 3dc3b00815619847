using System.Text;
using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;

namespace ToolTime.Monitor.Events;

/// <summary>
/// live.jsonl in the home: the last events, written before they are published, and up to which of them the index was written. So a killed
/// process continues where it was: with the same numbers, and without publishing again. For one thread at a time.
/// </summary>
internal sealed class EventJournal : IDisposable
{
    private const int MostLines = 2 * EventHub.Remembered;

    private const string MarkStart = "{\"index\":\"";
    private const string Saving = "{\"saving\":true}";

    private readonly string _path;
    private readonly PublishedUsage _sinceMark = new();
    private readonly PublishedUsage _sinceSaving = new();
    private readonly MemoryStream _adding = new();
    private string? _mark;
    private bool _isSaving;
    private FileStream? _file;
    private int _lines;

    private EventJournal(string path) => _path = path;

    /// <summary>The last events, in order.</summary>
    public IReadOnlyList<Frame> Frames { get; private set; } = [];

    /// <summary>The same as events, without messages, which are by far the most.</summary>
    public IEnumerable<LiveEvent> Published() =>
        Frames.Where(frame => frame.Type is not nameof(NewMessage)).Select(frame => Parse(frame.Json.Span)).OfType<LiveEvent>();

    /// <summary>What was published but is not in the index; cleared when that is written.</summary>
    public PublishedUsage Unsaved { get; private set; } = new();

    /// <summary>Opens the file. Torn lines and those of a newer version are left out.</summary>
    /// <exception cref="IOException">The home is not writable.</exception>
    public static EventJournal Open(ToolTimeHome home)
    {
        PrivateFiles.CreateFolder(home.Path);
        PrivateFiles.CreateEmpty(home.LiveEvents);
        var journal = new EventJournal(home.LiveEvents);
        var isTorn = journal.Read();
        journal._file = journal.Append();
        if (isTorn)
        {
            journal._file.Write("\n"u8);
        }

        return journal;
    }

    /// <summary>Compares with the stored index.</summary>
    /// <returns>True if everything in the index was published here, so that new readings continue after it.</returns>
    public bool IsOf(string mark)
    {
        var isSame = mark == _mark;
        // The process was killed while writing the index, after finishing or before.
        Unsaved = isSame ? _sinceMark : _isSaving ? _sinceSaving : new();
        return isSame || _isSaving;
    }

    /// <summary>Appends events. If the disk is full they are still published, and forgotten when the process ends.</summary>
    public void Append(IReadOnlyCollection<Frame> frames)
    {
        _adding.SetLength(0);
        foreach (var frame in frames)
        {
            WriteLine(_adding, frame);
        }

        _lines += frames.Count;
        TryWrite(_adding.GetBuffer().AsSpan(0, (int)_adding.Length));
    }

    /// <summary>Records that the index is about to be written.</summary>
    public void NoteSaving()
    {
        _lines++;
        TryWrite(Encoding.ASCII.GetBytes(Saving + "\n"));
    }

    /// <summary>Records that the index contains everything; drops events that are no longer remembered.</summary>
    public void NoteSaved(string mark, Func<IEnumerable<Frame>> remembered)
    {
        var line = Encoding.ASCII.GetBytes($"{MarkStart}{mark}\"}}\n");
        if (_lines < MostLines || !TryReplace(remembered, line))
        {
            _lines++;
            TryWrite(line);
        }
    }

    public void Dispose() => Close();

    // If that fails, the old file stays, and is shortened next time.
    private bool TryReplace(Func<IEnumerable<Frame>> remembered, byte[] mark)
    {
        try
        {
            using var replacement = new FileReplacement(_path);
            var lines = 1;
            foreach (var frame in remembered())
            {
                WriteLine(replacement.Content, frame);
                lines++;
            }

            replacement.Content.Write(mark);
            // Windows does not replace an open file.
            Close();
            replacement.Commit();
            _lines = lines;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        finally
        {
            TryOpen();
        }
    }

    private static void WriteLine(Stream content, in Frame frame)
    {
        content.Write(frame.Json.Span);
        content.WriteByte((byte)'\n');
    }

    private FileStream Append() => new(_path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }

    private void TryOpen()
    {
        try
        {
            _file ??= Append();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private void TryWrite(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _file?.Write(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    // Returns whether its last line is incomplete.
    private bool Read()
    {
        var frames = new Queue<Frame>();
        foreach (var line in File.ReadLines(_path))
        {
            _lines++;
            if (line is Saving)
            {
                _isSaving = true;
                _sinceSaving.Clear();
            }
            else if (line.StartsWith(MarkStart, StringComparison.Ordinal) && line.EndsWith("\"}", StringComparison.Ordinal))
            {
                (_mark, _isSaving) = (line[MarkStart.Length..^2], false);
                _sinceMark.Clear();
            }
            else if (Encoding.UTF8.GetBytes(line) is var utf8 && Parse(utf8) is { } published)
            {
                frames.Enqueue(Frame.From(published, utf8));
                _sinceMark.Add(published);
                _sinceSaving.Add(published);
                if (frames.Count > EventHub.Remembered)
                {
                    frames.Dequeue();
                }
            }
        }

        Frames = [.. frames];
        using var file = File.OpenHandle(_path);
        Span<byte> last = stackalloc byte[1];
        return RandomAccess.Read(file, last, Math.Max(0, RandomAccess.GetLength(file) - 1)) > 0 && last[0] != (byte)'\n';
    }

    private static LiveEvent? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, EventJson.Default.LiveEvent);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
