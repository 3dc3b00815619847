using System.Text;
using System.Text.Json;
using ToolTime.Recording.Json;

namespace ToolTime.Recording.Tests.Json;

public sealed class ForeignJsonTests
{
    [Theory]
    [InlineData(@"a\ud83d", "a\uFFFD")]
    [InlineData(@"\ude00a", "\uFFFDa")]
    [InlineData(@"\ude00\ud83d", "\uFFFD\uFFFD")]
    [InlineData(@"\ud83d\ud83d\ude00", "\uFFFD\U0001F600")]
    [InlineData(@"\ud83d\n", "\uFFFD\n")]
    [InlineData(@"\\ud83d \u0041", @"\ud83d A")]
    [InlineData(@"\uD83D\uDE00", "\U0001F600")]
    public void Parse_HalfOfACharacter_IsReplaced(string written, string read)
    {
        using var document = ForeignJson.Parse(Encoding.UTF8.GetBytes($"[\"{written}\"]"));
        Assert.Equal(read, document.RootElement[0].GetString());
    }

    [Fact]
    public void Parse_BytesThatAreNoUtf8_AreReplaced()
    {
        using var document = ForeignJson.Parse([.. "[\"a"u8, 0xE4, 0xF0, 0x9F, .. "b\"]"u8]);
        Assert.StartsWith("a?", document.RootElement[0].GetString(), StringComparison.Ordinal);
        Assert.EndsWith("b", document.RootElement[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_DeeplyNested_IsParsed()
    {
        using var document = ForeignJson.Parse(Encoding.UTF8.GetBytes(new string('[', 300) + new string(']', 300)));
        Assert.Equal(JsonValueKind.Array, document.RootElement.ValueKind);
    }

    [Theory]
    [InlineData(511, false)]
    [InlineData(512, true)]
    [InlineData(600_000, true)]
    public void Parse_DeeperThanAnyToolReads_LeavesThatOut(int levels, bool isLeftOut)
    {
        var deep = new string('[', levels) + "\"]}\\\"\"" + new string(']', levels);
        using var document = ForeignJson.Parse(Encoding.UTF8.GetBytes($$"""{"a":{{deep}},"b":{{deep}},"command":"ls"}"""));

        var inner = document.RootElement.GetProperty("b");
        while (inner.ValueKind is JsonValueKind.Array)
        {
            inner = inner[0];
        }

        Assert.Equal(isLeftOut ? JsonValueKind.Number : JsonValueKind.String, inner.ValueKind);
        Assert.Equal("ls", document.RootElement.GetProperty("command").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[\"\\")]
    [InlineData("[\"\\u12")]
    [InlineData("[\"\\ud83d\\u")]
    [InlineData("]]}{[\"")]
    public void Parse_NoJson_Throws(string json) =>
        Assert.ThrowsAny<JsonException>(() => ForeignJson.Parse(Encoding.UTF8.GetBytes(json)));
}
