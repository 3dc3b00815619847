using System.Text;

namespace ToolTime.LoadBench;

/// <summary>The same GET again and again.</summary>
internal sealed class OneRequest(string path, string? ifNoneMatch = null) : IRequests
{
    private readonly byte[] _bytes = Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: localhost\r\n{(ifNoneMatch is null ? "" : $"If-None-Match: {ifNoneMatch}\r\n")}\r\n");

    public int LargestLength => _bytes.Length;

    public int WriteTo(Span<byte> buffer)
    {
        _bytes.CopyTo(buffer);
        return _bytes.Length;
    }
}
