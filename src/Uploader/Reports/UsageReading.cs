using ToolTime.Transcripts;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Scanning;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Reports;

/// <summary>
/// The index, updated from the transcripts. Holds the index's lock until disposed; if `tooltime serve` holds it, reads alongside and saves
/// nothing, since that process saves. A dry run does the same.
/// </summary>
internal sealed class UsageReading : IDisposable
{
    // A second command waits for the first, which does most of its work.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    // How often `tooltime serve` may replace index files while this reads them.
    private const int MostReplaced = 5;

    private readonly CommandContext _context;
    private readonly IDisposable? _held;
    private readonly IndexStore _store;
    private readonly bool _canSave;

    private UsageReading(CommandContext context)
    {
        _context = context;
        _store = new IndexStore(context.Home);
        _held = Lock();
        (Index, _canSave) = Open();
    }

    public UsageIndex Index { get; private set; }

    /// <summary>The existing transcripts.</summary>
    public IReadOnlyList<TranscriptFile> Files { get; private set; } = [];

    /// <summary>What could not be read this time.</summary>
    public Skipped Unreadable { get; private set; }

    public static UsageReading Begin(CommandContext context, Terminal terminal)
    {
        var reading = new UsageReading(context);
        try
        {
            reading.Scan(terminal);
            return reading;
        }
        catch
        {
            reading.Dispose();
            throw;
        }
    }

    /// <summary>Writes what is new to the index. If that fails, a printed report is still right.</summary>
    public void Save()
    {
        if (!_canSave)
        {
            return;
        }

        try
        {
            Index.Save();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _context.Say($"What was read could not be saved, so the next run reads it again: {SystemError.Words(e)}");
        }
    }

    public void Dispose() => _held?.Dispose();

    // A home that is not writable stores nothing, but a report can still be made.
    private IDisposable? Lock()
    {
        if (_context.IsDryRun)
        {
            return null;
        }

        try
        {
            return _store.Lock(File.Exists(_context.Home.Serve) ? TimeSpan.Zero : MaxWait);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _context.Say($"{_context.Home.UsageIndex} cannot be written, so the next run reads everything again: {SystemError.Words(e)}");
            return null;
        }
    }

    private (UsageIndex Index, bool CanSave) Open()
    {
        try
        {
            return (new UsageIndex(_store, _store.Catalog()), _held is not null);
        }
        catch (NewerIndexException e)
        {
            _context.Say(e.Message);
            return (new UsageIndex(_store, IndexCatalog.CreateEmpty()), false);
        }
        catch (InvalidDataException)
        {
            if (_held is not null)
            {
                _store.SetAside();
            }

            _context.Say(
                $"The usage index is damaged. {(_held is null ? "It stays where it is" : "It was set aside in `usage/damaged`")}, and every transcript is read again; days whose transcripts are gone are lost."
            );
            return (new UsageIndex(_store, IndexCatalog.CreateEmpty()), _held is not null);
        }
    }

    private void Scan(Terminal terminal)
    {
        var before = Index.Skipped;
        var scan = Run(terminal);
        for (var replaced = 0; _held is null && Index.Damaged.Count > 0 && replaced < MostReplaced; replaced++)
        {
            (Index, _) = Open();
            scan = Run(terminal);
        }

        if (Index.Damaged.Count > 0)
        {
            _context.Say(
                $"The index of {string.Join(", ", Index.Damaged)} is damaged. Every transcript is read again; days of theirs whose transcripts are gone are lost."
            );
            Index.ForgetTranscripts();
            scan = Run(terminal);
        }

        (Unreadable, Files) = (scan.Unreadable, scan.Files);
        // Reported once: the next report has it in its JSON.
        if (Index.Skipped + Unreadable != before && SkippedText.Describe(Index.Skipped + Unreadable) is { } skipped)
        {
            _context.Say(skipped);
        }

        TranscriptRetention.Warn(_context, scan.Files);
    }

    private TranscriptScan Run(Terminal terminal)
    {
        var scan = new TranscriptScan(Index, _context.Environment);
        using var bar = new ProgressBar(terminal, _context.Messages, scan);
        scan.Run(bar.Tick);
        return scan;
    }
}
