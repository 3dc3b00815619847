using ToolTime.Monitor.Security.Alerts;

namespace ToolTime.Monitor.Tests.Alerts;

public sealed class ControllingTerminalTests
{
    [Theory]
    [InlineData("1 (a) S 0 1 1 34816 1 4194304", "/dev/pts/0")]
    [InlineData("1 (a (b) c) S 0 1 1 34823 1 4194304", "/dev/pts/7")]
    [InlineData("1 (a) S 0 1 1 0 -1 4194304", null)]
    [InlineData("1 (a) S 0 1 1 1025 1 4194304", null)]
    [InlineData("", null)]
    public void Parse_StatOfAProcess_HasItsTerminal(string stat, string? expected) =>
        Assert.Equal(expected, ControllingTerminal.Parse(stat));
}
