namespace ToolTime.Silo.Tests;

/// <summary>Operators' verbs as processes, and what they say.</summary>
internal static class VerbRuns
{
    /// <summary>Runs a verb that succeeds.</summary>
    public static async Task SayAsync(this RunningServer server, string expected, params string[] verb)
    {
        var (exitCode, output, error) = await server.RunVerbAsync(verb);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    /// <summary>Runs a verb that is refused in one line.</summary>
    public static async Task AssertRefusedAsync(this RunningServer server, string expected, params string[] verb)
    {
        var (exitCode, output, error) = await server.RunVerbAsync(verb);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(expected, Assert.Single(error.Split('\n')), StringComparison.Ordinal);
    }
}
