using System.Text;

namespace ToolTime.Uploader.Invocation;

/// <summary>Standard error, for messages. Jobs often run with it closed or on a full disk; then only the messages are lost.</summary>
internal sealed class Messages : TextWriter
{
    private Messages()
    {
    }

    public static TextWriter Error { get; } = new Messages();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value) => Write(value + NewLine);

    public override void Write(ReadOnlySpan<char> buffer)
    {
        try
        {
            Console.Error.Write(buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // There is nowhere left to report it.
        }
    }
}
