using System.Text;

namespace ToolTime.Silo.Tests.Faults.Fuzz;

/// <summary>
/// Creates bodies, most of them wrong in some way: valid ones with changed bytes, numbers, names and structure. The same seed gives the
/// same bodies. Each contains the canary where text is, to find answers that repeat what was sent.
/// </summary>
internal sealed class BodyMutator(Random chance)
{
    /// <summary>A text that no answer may contain.</summary>
    public const string Canary = "canary-7f3a";

    private const int Tokens = 64;
    private const int LargestBody = 256 * 1024;

    private static readonly string[] Values =
    [
        "-1",
        "100001",
        "1e400",
        "-1e-400",
        "99999999999999999999",
        "9007199254740992",
        "1.5",
        "1.0",
        "1e2",
        "0",
        "-0",
        "true",
        "null",
        "\"\"",
        "{}",
        "[]",
        "[[[[[[[[[[]]]]]]]]]]",
        "{\"calls\":{}}",
        $"\"{Canary}\"",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "\"2026-11-31\"",
        "\"9999-12-31\"",
        "\"0001-01-01\"",
        "\"2026-11-24T25:00:00Z\"",
        "\"2026-11-24T10:00:00+99:99\"",
        "NaN",
        "Infinity",
        "0x10",
        "01",
        "'a'",
        "undefined",
    ];

    private static readonly byte[][] BrokenUtf8 =
    [
        [0xFF],
        [0xC0, 0xAF],
        [0xED, 0xA0, 0x80],
        [0xF4, 0x90, 0x80, 0x80],
        [0xC3],
        [0x80],
        [0xEF, 0xBB, 0xBF],
        [0],
    ];

    /// <summary>The next body, valid or not.</summary>
    public byte[] Next()
    {
        var body = chance.Next(2) == 0 ? Cells() : Snapshot();
        for (var changes = chance.Next(4); changes > 0; changes--)
        {
            body = Change(body);
        }

        return body.Length > LargestBody + 2 ? body[..(LargestBody + 2)] : body;
    }

    private byte[] Change(byte[] body) => chance.Next(12) switch
    {
        0 => Splice(body, Place(body), 1, [(byte)chance.Next(256)]),
        1 => Splice(body, Place(body), chance.Next(20), []),
        2 => body[..Place(body)],
        3 => Repeat(body),
        4 => Splice(body, Place(body), 0, BrokenUtf8[chance.Next(BrokenUtf8.Length)]),
        5 => Splice(body, Place(body), 0, Encoding.UTF8.GetBytes("{}[],:\"\\0-ela \n"[chance.Next(15)..][..1])),
        6 or 7 => ReplaceValue(body),
        8 => AddMembers(body, Encoding.UTF8.GetBytes($"\"{Canary}\":{Values[chance.Next(Values.Length)]},")),
        9 => AddMembers(body, Encoding.UTF8.GetBytes(DuplicateMember())),
        10 => AddMembers(body, Encoding.UTF8.GetBytes($"\"deep\":{Nested()},")),
        _ => chance.Next(8) == 0 ? AddMembers(body, Encoding.UTF8.GetBytes(ManyMembers())) : ReplaceValue(body),
    };

    private byte[] Cells() =>
        Encoding.UTF8.GetBytes(
            $$$"""
            {"schema":2,"submission_token":"{{{Token()}}}","client":"claude-code","client_version":"0.1.0","days":[
            {"day":"2026-11-{{{chance.Next(18, 25)}}}","revision":{{{chance.Next(1, 1_000_000)}}},"tools":{"Bash":{"calls":{{{chance.Next(
                100_001
            )}}},"observed_calls":0,"errors":0,"rejections":null},
            "{{{Canary}}}":{"calls":3,"errors":1,"rejections":0},"mcp__github__search":{"calls":7,"median_ms":130,"timed_calls":6}},"skills":{"pdf":3,"commit":{"calls":3,"by_user":1}},
            "mcp_servers":{"github":{"calls":2,"observed_calls":1,"errors":0,"median_ms":90,"timed_calls":2}},
            "plugins":["{{{Canary}}}","a@b/c"],"models":{"claude-opus-4-5":7},"edit_without_read":3}]}
            """
        );

    private byte[] Snapshot() =>
        Encoding.UTF8.GetBytes(
            $$$"""
            {"submission_token":"{{{Token()}}}","generated":"2026-11-24T{{{chance.Next(10, 23)}}}:00:00Z","total_events":{{{chance.Next(
                1_000_001
            )}}},"client":"codex","model":"{{{Canary}}}",
            "tools":{"Bash":{"calls":{{{chance.Next(
                100_001
            )}}},"errors":null,"rejections":null},"Read":{"calls":1,"errors":0,"rejections":0}},"edit_without_read_count":1,
            "skills":{"{{{Canary}}}":1},"mcp_servers":{"github":{"calls":1,"errors":0}},"installed_plugins":["{{{Canary}}}"],"unknown":{"a":["{{{Canary}}}",1.5e3]}}
            """
        );

    private string Token() => $"{chance.Next(Tokens):x32}";

    private int Place(byte[] body) => chance.Next(body.Length + 1);

    private static byte[] Splice(byte[] body, int at, int removed, ReadOnlySpan<byte> inserted) =>
        [.. body.AsSpan(0, at), .. inserted, .. body.AsSpan(Math.Min(body.Length, at + removed))];

    private byte[] Repeat(byte[] body)
    {
        var (first, second) = (Place(body), Place(body));
        var (from, to) = (Math.Min(first, second), Math.Max(first, second));
        return Splice(body, to, 0, body.AsSpan(from, to - from));
    }

    /// <summary>Puts a value in place of another one, whose beginning may also be the end of a name.</summary>
    private byte[] ReplaceValue(byte[] body)
    {
        var colons = Enumerable.Range(0, body.Length).Where(place => body[place] == ':').ToArray();
        if (colons.Length == 0)
        {
            return body;
        }

        var at = colons[chance.Next(colons.Length)] + 1;
        var end = body.AsSpan(at).IndexOfAny(",}]"u8);
        return Splice(body, at, end < 0 ? 0 : end, Encoding.UTF8.GetBytes(Values[chance.Next(Values.Length)]));
    }

    /// <summary>Adds members at the beginning of an object.</summary>
    private byte[] AddMembers(byte[] body, byte[] members)
    {
        var objects = Enumerable.Range(0, body.Length).Where(place => body[place] == '{').ToArray();
        return objects.Length == 0 ? body : Splice(body, objects[chance.Next(objects.Length)] + 1, 0, members);
    }

    private string DuplicateMember()
    {
        var name = new[] { "submission_token", "days", "tools", "Bash", "calls", "c\\u0061lls", Canary }[chance.Next(7)];
        return $"\"{name}\":1,\"{name}\":1,";
    }

    private string Nested()
    {
        var depth = chance.Next(5) == 0 ? 60_000 : chance.Next(12);
        return new string('[', depth) + new string(']', depth);
    }

    /// <summary>As many members as a body can contain, whose names all have one hash if hashes are not seeded.</summary>
    private string ManyMembers() => string.Concat(CollidingNames.Take(chance.Next(20_000)).Select(name => $"\"{name}\":{{\"calls\":1}},"));
}
