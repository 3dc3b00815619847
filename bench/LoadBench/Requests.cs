using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ToolTime.LoadBench;

/// <summary>Submissions of a working day's size as the bytes of whole requests: 15 tools, 4 skills, 3 MCP servers, 8 plugins, a model.</summary>
internal sealed class Requests
{
    private const int TokenLength = 32;

    private static readonly string[] Tools =
    [
        "Bash", "Edit", "Glob", "Grep", "Read", "Task", "TodoWrite", "WebFetch", "WebSearch", "Write", "NotebookEdit", "ExitPlanMode",
        "BashOutput", "KillShell", "Skill",
    ];

    private readonly byte[] _request;
    private readonly int _token;

    private Requests(byte[] request, int token) => (_request, _token) = (request, token);

    /// <summary>The length of every request.</summary>
    public int Length => _request.Length;

    /// <summary>Day cells of a day.</summary>
    public static Requests Of(string path, DateOnly day)
    {
        var random = new Random(1);
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $$$"""
            {"schema":2,"submission_token":"{{{new string('0', TokenLength)}}}","client":"claude-code","client_version":"2.1.197","days":[{"day":"{{{day:yyyy-MM-dd}}}","revision":1,"tools":{{{{Join(Tools.Select(tool => $$"""
            "{{tool}}":{"calls":{{random.Next(40, 400)}},"observed_calls":40,"errors":{{random.Next(0, 9)}},"rejections":{{random.Next(0, 3)}}}
            """))}}}},"skills":{{{{Join(Names("skill", 4).Select(name => $"\"{name}\":{random.Next(1, 9)}"))}}}},"mcp_servers":{{{{Join(Names("server", 3).Select(name => $$"""
            "{{name}}":{"calls":{{random.Next(5, 90)}},"observed_calls":5,"errors":1}
            """))}}}},"plugins":[{{{Join(Names("plugin", 8).Select(name => $"\"{name}@market\""))}}}],"models":{"claude-opus-4-1":210,"claude-haiku-4-5":33},"edit_without_read":2}]}
            """);
        var head = $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n";
        var request = Encoding.ASCII.GetBytes(head + body);
        return new(request, request.AsSpan().IndexOf("token\":\""u8) + "token\":\"".Length);
    }

    /// <summary>Writes a request of a token that nobody had before.</summary>
    public void WriteTo(Span<byte> buffer)
    {
        _request.CopyTo(buffer);
        Span<byte> token = stackalloc byte[TokenLength / 2];
        RandomNumberGenerator.Fill(token);
        Convert.TryToHexStringLower(token, buffer.Slice(_token, TokenLength), out _);
    }

    private static string Join(IEnumerable<string> members) => string.Join(',', members);

    private static IEnumerable<string> Names(string kind, int count) => Enumerable.Range(1, count).Select(number => $"{kind}-{number}");
}
