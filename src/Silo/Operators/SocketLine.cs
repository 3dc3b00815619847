using System.Text;

namespace ToolTime.Silo.Operators;

/// <summary>Reads and writes lines on the operators' socket.</summary>
internal static class SocketLine
{
    private const int MaximumBytes = 1 << 20;

    /// <summary>Reads up to a line feed and not a byte further; null if the stream ends before one.</summary>
    public static async Task<string?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var line = new MemoryStream();
        var next = new byte[1];
        while (line.Length < MaximumBytes && await stream.ReadAsync(next, cancellationToken) > 0)
        {
            if (next[0] == '\n')
            {
                return Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
            }

            line.WriteByte(next[0]);
        }

        return null;
    }

    public static ValueTask WriteAsync(Stream stream, string line, CancellationToken cancellationToken) =>
        stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), cancellationToken);
}
