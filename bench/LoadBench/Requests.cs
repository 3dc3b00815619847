using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ToolTime.LoadBench;

/// <summary>
/// Submissions of a working day's size as the bytes of whole requests: 15 tools, 4 skills, 3 MCP servers, 8 plugins, two models; names from
/// an operator's list, each request from an address of its own behind a proxy. Safe from any thread.
/// </summary>
internal sealed class Requests : IRequests
{
    private const int TokenLength = 32;
    private const int Kinds = 64;
    private const int FirstRevision = 1_000_000_000;

    private readonly Template[] _templates;
    private readonly int _submitters;
    private int _sent;

    /// <param name="day">The day of all.</param>
    /// <param name="names">The names that are drawn from.</param>
    /// <param name="submitters">How many submitters there are, each sending newer and newer revisions; 0 for one to each request.</param>
    public Requests(DateOnly day, LoadNames names, int submitters = 0)
    {
        var random = new Random(1);
        _templates = [.. Enumerable.Range(0, Kinds).Select(_ => Template.Create(BodyOf(day, names, random)))];
        _submitters = submitters;
    }

    public int LargestLength => _templates.Max(template => template.Bytes.Length);

    public int WriteTo(Span<byte> buffer)
    {
        var number = Interlocked.Increment(ref _sent) - 1;
        var template = _templates[number % Kinds];
        template.Bytes.CopyTo(buffer);
        WriteToken(buffer.Slice(template.Token, TokenLength), number);
        (FirstRevision + number).TryFormat(buffer[template.Revision..], out _, default, CultureInfo.InvariantCulture);
        for (var octet = 0; octet < 4; octet++)
        {
            (100 + Random.Shared.Next(100)).TryFormat(
                buffer[(template.Address + (4 * octet))..],
                out _,
                default,
                CultureInfo.InvariantCulture
            );
        }

        return template.Bytes.Length;
    }

    private static string BodyOf(DateOnly day, LoadNames names, Random random) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""
        {"schema":2,"submission_token":"{{{new string('0', TokenLength)}}}","client":"claude-code","client_version":"2.1.197","days":[{"day":"{{{day:yyyy-MM-dd}}}","revision":{{{FirstRevision}}},"tools":{{{{Join(names.Tools(random).Select(tool => $$"""
        "{{tool}}":{"calls":{{random.Next(40, 400)}},"observed_calls":40,"errors":{{random.Next(0, 9)}},"rejections":{{random.Next(0, 3)}}}
        """))}}}},"skills":{{{{Join(names.Skills(random).Select(name => $"\"{name}\":{random.Next(1, 9)}"))}}}},"mcp_servers":{{{{Join(names.Servers(random).Select(name => $$"""
        "{{name}}":{"calls":{{random.Next(5, 90)}},"observed_calls":5,"errors":1}
        """))}}}},"plugins":[{{{Join(names.Plugins(random).Select(name => $"\"{name}\""))}}}],"models":{"claude-opus-4-1":210,"claude-haiku-4-5":33},"edit_without_read":2}]}
        """);

    private static string Join(IEnumerable<string> members) => string.Join(',', members);

    private void WriteToken(Span<byte> token, int number)
    {
        Span<byte> bytes = stackalloc byte[TokenLength / 2];
        if (_submitters == 0)
        {
            RandomNumberGenerator.Fill(bytes);
        }
        else
        {
            // The first round names each submitter once; spread over the range, so that neighbours in time are not neighbours in the
            // database.
            var hash = SHA256.HashData(BitConverter.GetBytes(number % _submitters));
            hash.AsSpan(0, bytes.Length).CopyTo(bytes);
        }

        Convert.TryToHexStringLower(bytes, token, out _);
    }

    /// <summary>A request, and the position in it of what differs between requests of its kind.</summary>
    private sealed record Template(byte[] Bytes, int Token, int Revision, int Address)
    {
        public static Template Create(string body)
        {
            var head = "POST /v1/api/submit HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 100.100.100.100\r\n"
                + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n";
            var bytes = Encoding.ASCII.GetBytes(head + body);
            return new(bytes, After(bytes, "token\":\""u8), After(bytes, "revision\":"u8), After(bytes, "Forwarded-For: "u8));
        }

        private static int After(byte[] bytes, ReadOnlySpan<byte> mark) => bytes.AsSpan().IndexOf(mark) + mark.Length;
    }
}
