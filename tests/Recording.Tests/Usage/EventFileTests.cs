using System.Text;
using ToolTime.Recording.Usage;

namespace ToolTime.Recording.Tests.Usage;

public sealed class EventFileTests
{
    private const string One = """{"v":1,"at":"2026-11-20T12:00:00.000Z","event":"Stop","client":"claude-code"}""";

    [Theory]
    [InlineData("", 0, 0)]
    [InlineData(One, 1, 0)]
    [InlineData(One + "\n", 1, 0)]
    [InlineData("\n\n" + One + "\n\n" + One + "\n", 2, 0)]
    [InlineData(One + "\n{\"v\":1,\"at\":\n" + One + "\n", 2, 1)]
    [InlineData("{\"v\":1,\"at\":" + One + "\n", 1, 1)]
    [InlineData("nonsense\nnull\n[]\n{}\n", 0, 4)]
    [InlineData("""{"v":1,"at":"2026-11-20T12:00:00.000Z","event":null,"client":"claude-code"}""", 0, 1)]
    [InlineData("""{"v":2,"at":"2026-11-20T12:00:00.000Z","event":"Stop","client":"claude-code","later":{"x":1}}""", 1, 0)]
    public void Parse_AnyLines_TakesWholeEventsAndCountsTheRest(string content, int events, int torn)
    {
        var file = EventFile.Parse(Encoding.UTF8.GetBytes(content));
        Assert.Equal((events, torn), (file.Events.Count, file.TornLines));
    }
}
