using ToolTime.Transcripts.Scanning;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Reports;

/// <summary>Shows reading progress on a terminal, in one line that disappears when it is done. Short work shows nothing.</summary>
internal sealed class ProgressBar(Terminal terminal, TextWriter messages, TranscriptScan scan) : IDisposable
{
    private const int Cells = 30;
    private const long Mebibyte = 1024 * 1024;

    // A tick is a tenth of a second; three pass before anyone could read it.
    private const int QuietTicks = 3;

    private int _ticks;

    public void Tick()
    {
        if (!terminal.ShowsProgress || ++_ticks < QuietTicks)
        {
            return;
        }

        var (read, all) = scan.Progress;
        var done = all == 0 ? Cells : (int)Math.Clamp(Cells * read / all, 0, Cells);
        messages.Write(
            $"\rReading {scan.FilesDue} transcripts [{new string('#', done)}{new string('.', Cells - done)}] {read / Mebibyte} of {all / Mebibyte} MiB "
        );
    }

    public void Dispose()
    {
        if (terminal.ShowsProgress && _ticks >= QuietTicks)
        {
            messages.Write("\r\e[K");
        }
    }
}
