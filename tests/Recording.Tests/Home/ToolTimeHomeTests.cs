using ToolTime.Recording.Home;

namespace ToolTime.Recording.Tests.Home;

public sealed class ToolTimeHomeTests
{
    [Theory]
    [InlineData("/t", "/x", "/h", "/t")]
    [InlineData("~/t", "/x", "/h", "/h/t")]
    [InlineData("", "/x", "/h", "/x/tooltime")]
    [InlineData(null, "relative", "/h", "/h/.local/share/tooltime")]
    [InlineData(null, null, "/h", "/h/.local/share/tooltime")]
    [InlineData(null, null, null, null)]
    [InlineData(null, null, "~", null)]
    [InlineData(null, null, "relative", null)]
    public void Locate_Environment_TakesTheFirstThatIsNamed(string? toolTime, string? xdg, string? user, string? expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix paths");
        var home = ToolTimeHome.Locate(name =>
            name switch
            {
                "TOOLTIME_HOME" => toolTime,
                "XDG_DATA_HOME" => xdg,
                "HOME" => user,
                _ => null,
            }
        );
        Assert.Equal(expected, home?.Path);
    }
}
