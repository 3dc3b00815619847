using System.Text.Encodings.Web;
using System.Text.Json;

namespace ToolTime.Transcripts.Tests;

/// <summary>Skills that the user typed, by the folders that have them.</summary>
public sealed class TypedSkillTests : IDisposable
{
    private static readonly JsonSerializerOptions AsTheClientWrites = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TranscriptHome _test = new();

    [Theory]
    [InlineData("deploy", "shop", 1)]
    [InlineData("deploy", "shop/packages/till", 1)]
    [InlineData("deploy", "bakery", 0)]
    [InlineData("clear", "shop", 0)]
    public void Read_CommandThatAFolderAroundHasAsSkill_IsThatSkill(string command, string folder, long uses)
    {
        Directory.CreateDirectory(_test.In("user/src/shop/.claude/skills/deploy"));
        var content = $"<command-message>{command}</command-message>\n<command-name>/{command}</command-name>";
        _test.Write(
            "s.jsonl",
            JsonSerializer.Serialize(
                new
                {
                    type = "user",
                    uuid = "u1",
                    timestamp = "2026-11-20T10:00:00.000Z",
                    cwd = _test.In("user/src/" + folder),
                    message = new { role = "user", content },
                },
                AsTheClientWrites
            )
        );
        Assert.Equal(uses, _test.Read().Skills);
    }

    public void Dispose() => _test.Dispose();
}
