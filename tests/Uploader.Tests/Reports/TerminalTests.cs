using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Tests.Reports;

public sealed class TerminalTests
{
    [Theory]
    [InlineData(null, 100, 100)]
    [InlineData("90", 100, 90)]
    [InlineData("20", 100, 60)]
    [InlineData("1000", 100, 200)]
    [InlineData("wide", 100, 100)]
    [InlineData("-5", 30, 60)]
    [InlineData("0", 0, 120)]
    public void Of_Columns_GoBeforeWhatTheTerminalSays(string? columns, int asked, int width) =>
        Assert.Equal(width, Detect(new() { ["COLUMNS"] = columns }, isTerminal: true, asked).Width);

    [Fact]
    public void Of_NoTerminal_IsNotAskedForItsWidth() => Assert.Equal(120, Detect([], isTerminal: false, asked: 0).Width);

    [Theory]
    [InlineData(null, "xterm", true, false)]
    [InlineData("1", "xterm", true, true)]
    [InlineData("", "xterm", true, false)]
    [InlineData(null, "dumb", true, true)]
    [InlineData(null, "xterm", false, true)]
    public void Of_NoColor_IsPlain(string? noColor, string? term, bool isTerminal, bool isPlain) =>
        Assert.Equal(isPlain, Detect(new() { ["NO_COLOR"] = noColor, ["TERM"] = term }, isTerminal, 100).IsPlain);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Of_NoTerm_IsPlainExceptOnWindows(string? term) =>
        Assert.Equal(!OperatingSystem.IsWindows(), Detect(new() { ["TERM"] = term }, isTerminal: true, 100).IsPlain);

    private static Terminal Detect(Dictionary<string, string?> environment, bool isTerminal, int asked) =>
        Terminal.Detect(environment.GetValueOrDefault, isTerminal, isTerminal, () => asked);
}
