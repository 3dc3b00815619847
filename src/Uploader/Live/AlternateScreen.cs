using System.Text;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Live;

/// <summary>The terminal's alternate screen; disposing of it restores what was shown before. Redraws in place, in one write.</summary>
internal sealed class AlternateScreen : IDisposable
{
    private readonly Stream _output;

    public AlternateScreen(CommandContext context)
    {
        _output = context.Output;
        Write("\e[?1049h\e[?25l");
    }

    public void Draw(IReadOnlyList<string> lines, string help)
    {
        var text = new StringBuilder("\e[H");
        foreach (var line in lines)
        {
            // Cleared before writing: after a line as wide as the terminal, clearing would erase its last character.
            text.Append("\e[K").Append(line).Append("\r\n");
        }

        Write(text.Append("\e[J").Append(help).ToString());
    }

    public void Dispose() => Write("\e[?25h\e[?1049l");

    private void Write(string text)
    {
        _output.Write(Encoding.UTF8.GetBytes(text));
        _output.Flush();
    }
}
