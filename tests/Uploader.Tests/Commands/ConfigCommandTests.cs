using System.Text.Json;

namespace ToolTime.Uploader.Tests.Commands;

/// <summary>`tooltime config`: valid values take effect, and invalid ones change nothing.</summary>
public sealed class ConfigCommandTests
{
    [Fact]
    public void Set_Endpoint_IsWhereSharingGoes()
    {
        using var test = new TestHome();
        test.Environment.Remove("TOOLTIME_ENDPOINT");
        Assert.Equal(new CommandResult(0, "http://127.0.0.1:8787\n", ""), test.Run("config", "get", "api_endpoint"));
        Assert.Equal(
            new CommandResult(0, "", "api_endpoint is https://tools.example.org.\n"),
            test.Run("config", "set", "api_endpoint", "https://tools.example.org")
        );
        Assert.Contains("server: https://tools.example.org\n", test.Run("share", "status").Output, StringComparison.Ordinal);
        test.Run("config", "set", "api_endpoint", "default");
        Assert.Equal(new CommandResult(0, "http://127.0.0.1:8787\n", ""), test.Run("config", "get", "api_endpoint"));
    }

    [Theory]
    [InlineData("api_endpoint", "http://tools.example.org", "an https address")]
    [InlineData("api_endpoint", "", "An argument is empty")]
    [InlineData("shared_kinds", "prompts", "some of tools, skills")]
    [InlineData("secret", "a", "Argument 'secret' not recognized")]
    public void Set_OutOfBounds_SaysTheBoundsAndChangesNothing(string name, string value, string message)
    {
        using var test = new TestHome();
        var result = test.Run("config", "set", name, value);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Messages, StringComparison.Ordinal);
        Assert.False(File.Exists(test.Config));
    }

    [Fact]
    public void List_OneOfThemSet_SaysWhichAreDefaults()
    {
        using var test = new TestHome();
        test.Run("config", "set", "shared_kinds", "models,tools");
        using var report = JsonDocument.Parse(test.Run("config", "list", "--json").Output);
        Assert.Equal(
            ["api_endpoint http://127.0.0.1:8787 True", "shared_kinds tools,models False", "sentiment off True"],
            report.RootElement.GetProperty("settings").EnumerateArray()
                .Select(setting => $"{setting.GetProperty("name")} {setting.GetProperty("value")} {setting.GetProperty("is_default")}")
        );
        Assert.Contains("http://127.0.0.1:8787 (default)", test.Run("config").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void List_VariablesAndBounds_AreThereInFullButNoSecret()
    {
        using var test = new TestHome();
        test.Environment["TOOLTIME_TOKEN"] = "not-to-be-shown";
        test.Environment["COLUMNS"] = "60";
        var text = test.Run("config").Output;
        Assert.Contains("    may be an https address, or http on this machine; TOOLTIME_ENDPOINT overrides it\n", text, StringComparison.Ordinal);
        Assert.Contains($"\nTOOLTIME_HOME: {test.Home}\n", text, StringComparison.Ordinal);
        Assert.Contains("\nTOOLTIME_TOKEN: set\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("not-to-be-shown", text + test.Run("config", "list", "--json").Output, StringComparison.Ordinal);
    }
}
