using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Otlp;

/// <summary>
/// The files under `otlp/`, one per day. Only the running `tooltime serve` writes them, from several threads. What was appended is on disk,
/// so its sender may forget it.
/// </summary>
internal sealed class OtlpLog(ToolTimeHome home)
{
    /// <summary>Per day; anything more is not recorded: over some 300,000 events it is a runaway.</summary>
    public const long MaxBytes = 64 * 1024 * 1024;

    /// <summary>The index has contained older ones for a long time.</summary>
    public const int RetentionDays = 90;

    private readonly Lock _lock = new();
    private DateOnly _day;

    /// <returns>False if the day is already full.</returns>
    /// <exception cref="IOException">The disk is full, or the home is not writable.</exception>
    public bool Append(DateOnly today, IReadOnlyList<OtlpEvent> events)
    {
        if (events.Count == 0)
        {
            return true;
        }

        using var lines = new MemoryStream();
        foreach (var reported in events)
        {
            lines.Write(OtlpEventLine.Write(reported));
            lines.WriteByte((byte)'\n');
        }

        lock (_lock)
        {
            return Append(today, lines.GetBuffer().AsSpan(0, (int)lines.Length));
        }
    }

    private bool Append(DateOnly today, ReadOnlySpan<byte> lines)
    {
        if (today != _day)
        {
            Begin(today);
        }

        var path = home.OtlpOf(today);
        PrivateFiles.CreateEmpty(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, bufferSize: 0);
        if (file.Length + lines.Length > MaxBytes)
        {
            return false;
        }

        if (IsTorn(file))
        {
            file.WriteByte((byte)'\n');
        }

        file.Write(lines);
        file.Flush(flushToDisk: true);
        return true;
    }

    // A crash or a full disk leaves a line without its end.
    private static bool IsTorn(FileStream file)
    {
        if (file.Length == 0)
        {
            return false;
        }

        file.Position = file.Length - 1;
        return file.ReadByte() != '\n';
    }

    private void Begin(DateOnly today)
    {
        PrivateFiles.CreateFolder(home.Otlp);
        foreach (var path in Directory.EnumerateFiles(home.Otlp, "*.jsonl"))
        {
            if (UtcText.ParseDay(Path.GetFileNameWithoutExtension(path)) < today.AddDays(-RetentionDays))
            {
                File.Delete(path);
            }
        }

        _day = today;
    }
}
