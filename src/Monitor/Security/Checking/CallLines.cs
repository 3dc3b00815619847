using System.Text;

namespace ToolTime.Monitor.Security.Checking;

/// <summary>Reads lines with calls. Of an overlong line, only enough is stored to show that it is too long.</summary>
/// <param name="reader">The input.</param>
internal sealed class CallLines(TextReader reader)
{
    private readonly char[] _buffer = new char[16 * 1024];

    /// <summary>The lines in order, without empty ones; each as soon as it arrives.</summary>
    public IEnumerable<string> Read()
    {
        var line = new StringBuilder();
        for (var count = reader.Read(_buffer); count > 0; count = reader.Read(_buffer))
        {
            var start = 0;
            for (var end = Array.IndexOf(_buffer, '\n', 0, count); end >= 0; end = Array.IndexOf(_buffer, '\n', start, count - start))
            {
                Append(line, start, end);
                start = end + 1;
                if (Take(line) is { } whole)
                {
                    yield return whole;
                }
            }

            Append(line, start, count);
        }

        if (Take(line) is { } last)
        {
            yield return last;
        }
    }

    private void Append(StringBuilder line, int start, int end)
    {
        if (line.Length <= CheckLine.MaxLength)
        {
            line.Append(_buffer, start, end - start);
        }
    }

    private static string? Take(StringBuilder line)
    {
        var text = line.ToString();
        line.Clear();
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }
}
