using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ToolTime.LoadBench;

/// <summary>
/// Events of telemetry as the public client sends them, a startup and two tasks in turn, as the bytes of whole requests; each from an
/// address of its own behind a proxy. Safe from any thread.
/// </summary>
internal sealed class TelemetryRequests : IRequests
{
    private const int IdLength = 64;

    private readonly (byte[] Bytes, int Id, int Duration, int Address)[] _templates;
    private readonly int _devices;
    private int _sent;

    /// <param name="devices">How many devices there are, each of which comes back; 0 for a new one to each event.</param>
    /// <param name="onlyStartups">Whether tasks are left out.</param>
    public TelemetryRequests(int devices, bool onlyStartups = false)
    {
        var id = new string('0', IdLength);
        var startup = Template(
            "startup",
            $$"""{"device_id":"{{id}}","version":"1.2.3","os":"linux-gnu","ruby_version":"3.3.0","launch_source":"cli"}"""
        );
        var task = Template(
            "task",
            $$"""{"device_id":"{{id}}","version":"1.2.3","model":"claude-sonnet-4-5","provider":"anthropic","status":"success","iterations":7,"duration_ms":1000000000,"cost_usd":0.0123,"cost_source":"price","prompt_tokens":18211,"completion_tokens":904,"cache_creation_tokens":1200,"cache_read_tokens":16000,"cache_total_requests":7,"cache_hit_requests":6}"""
        );
        _templates = onlyStartups ? [startup] : [startup, task, task];
        _devices = devices;
    }

    public int LargestLength => _templates.Max(template => template.Bytes.Length);

    public int WriteTo(Span<byte> buffer)
    {
        var number = Interlocked.Increment(ref _sent) - 1;
        var (bytes, id, duration, address) = _templates[number % _templates.Length];
        bytes.CopyTo(buffer);
        var device = _devices == 0 ? number : number / _templates.Length % _devices;
        Convert.TryToHexStringLower(SHA256.HashData(BitConverter.GetBytes(device)), buffer.Slice(id, IdLength), out _);
        if (duration >= 0)
        {
            // Each task differs, as tasks do.
            (1_000_000_000 + number).TryFormat(buffer[duration..], out _, default, CultureInfo.InvariantCulture);
        }

        for (var octet = 0; octet < 4; octet++)
        {
            (100 + Random.Shared.Next(100)).TryFormat(buffer[(address + (4 * octet))..], out _, default, CultureInfo.InvariantCulture);
        }

        return bytes.Length;
    }

    private static (byte[] Bytes, int Id, int Duration, int Address) Template(string kind, string body)
    {
        var bytes = Encoding.ASCII.GetBytes(
            $"POST /api/v1/telemetry/{kind} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: Ruby\r\nAccept: */*\r\nX-Forwarded-For: 100.100.100.100\r\n"
                + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"
        );
        return (bytes, After(bytes, "device_id\":\""u8), After(bytes, "duration_ms\":"u8), After(bytes, "Forwarded-For: "u8));
    }

    private static int After(byte[] bytes, ReadOnlySpan<byte> mark) =>
        bytes.AsSpan().IndexOf(mark) is >= 0 and var at ? at + mark.Length : -1;
}
