using System.Text;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Live;

/// <summary>
/// A screen of its own in the terminal, which shows what was there before when it is disposed of. Redraws in place, in one write.
/// </summary>
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
            text.Append(line).Append("\e[K\r\n");
        }

        Write(text.Append(help).Append("\e[K\e[J").ToString());
    }

    public void Dispose() => Write("\e[?25h\e[?1049l");

    private void Write(string text)
    {
        _output.Write(Encoding.UTF8.GetBytes(text));
        _output.Flush();
    }
}
