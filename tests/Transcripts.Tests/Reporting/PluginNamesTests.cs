using ToolTime.Transcripts.Reporting;

namespace ToolTime.Transcripts.Tests.Reporting;

public sealed class PluginNamesTests
{
    [Theory]
    [InlineData("pdf", null)]
    [InlineData("docs:pdf", "docs")]
    [InlineData(":pdf", null)]
    public void OfSkill_Name_IsWhatIsBeforeTheColon(string skill, string? plugin) => Assert.Equal(plugin, new PluginNames().OfSkill(skill));

    [Theory]
    [InlineData("github", null)]
    [InlineData("plugin_docs_reader", "docs")]
    [InlineData("plugin_my_docs_reader", "my_docs")]
    [InlineData("plugin_my_docs_and_more_reader", "my_docs_and_more")]
    [InlineData("plugin_", null)]
    public void OfMcpServer_Name_IsTheLongestKnownPluginElseTheFirstWord(string server, string? plugin)
    {
        var names = new PluginNames();
        names.Add("my_docs");
        names.Add("my_docs_and_more");
        Assert.Equal(plugin, names.OfMcpServer(server));
    }
}
