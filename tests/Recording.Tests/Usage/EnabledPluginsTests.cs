using System.Text;
using ToolTime.Recording.Usage;

namespace ToolTime.Recording.Tests.Usage;

public sealed class EnabledPluginsTests
{
    [Theory]
    [InlineData("{}", "")]
    [InlineData("[]", "")]
    [InlineData("""{"enabledPlugins":[]}""", "")]
    [InlineData("""{"enabledPlugins":{"b@m":true,"a@m":true,"off@m":false,"odd@m":"true","not a name":true}}""", "a@m b@m")]
    [InlineData("""{ /* a comment */ "enabledPlugins":{"a@m":true,}}""", "a@m")]
    [InlineData("\uFEFF{\"enabledPlugins\":{\"a@m\":true}}", "a@m")]
    public void Parse_Settings_TakesWhatIsSwitchedOn(string settings, string plugins) =>
        Assert.Equal(plugins, string.Join(' ', EnabledPlugins.Parse(Encoding.UTF8.GetBytes(settings))));
}
