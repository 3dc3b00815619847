using System.Text;
using System.Text.Json.Nodes;
using ToolTime.Transcripts.Tests;

namespace ToolTime.Uploader.Tests.Commands;

/// <summary>Where a command runs and what it finds there: folders that are gone, names in short forms, files of other editors.</summary>
public sealed class PlaceTests
{
    private const string Call =
        """{"hook_event_name":"PostToolUse","session_id":"s","tool_use_id":"t","tool_name":"Read","cwd":"/home/dev/shop"}""";

    [Theory]
    [InlineData("doctor", 0, null)]
    [InlineData("projects", 0, null)]
    [InlineData("connect", 1, "The current folder no longer exists")]
    [InlineData("projects off", 1, "The current folder no longer exists")]
    [InlineData("security explain ls", 1, "The current folder no longer exists")]
    public void Run_FolderThatWasRemoved_IsSaidWhereItIsNeeded(string arguments, int exitCode, string? words)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It needs a shell.");
        using var test = new TestHome();
        var (code, output) = test.Shell($"mkdir gone && cd gone && rmdir ../gone && \"$COMMAND\" {arguments} 2>&1");
        Assert.Equal(exitCode, code);
        Assert.Equal(words is not null, output.Contains("no longer exists", StringComparison.Ordinal));
        Assert.Contains(words ?? "", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Connect_FolderWhoseNameIsNotUtf8_MakesNoOther()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Names are any bytes on Linux only.");
        using var test = new TestHome();
        var (_, output) = test.Shell(
            "d=$(printf 'caf\\351'); mkdir \"$d\" && cd \"$d\" && \"$COMMAND\" connect 2>&1; echo $?; cd ..; ls | wc -l; rm -r \"$d\""
        );
        Assert.Equal("The path of the current folder is not UTF-8, so tooltime cannot work in it.\n1\n1\n", output);
    }

    [Theory]
    [InlineData("~")]
    [InlineData("below")]
    public void Run_UsersFolderThatIsRelative_IsNone(string folder)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It is HOME elsewhere.");
        using var test = new TestHome();
        test.Environment["HOME"] = folder;
        test.Environment.Remove("TOOLTIME_HOME");
        Assert.Equal(CommandResult.Silence, test.Hook(Call));
        Assert.Equal((1, "There is no home folder: set TOOLTIME_HOME.\n"), (test.Run("today").ExitCode, test.Run("today").Messages));
        Assert.Empty(Directory.EnumerateFileSystemEntries(test.User));
    }

    [Fact]
    public void Hook_HomeInShortForm_IsBelowTheUsersFolder()
    {
        using var test = new TestHome();
        test.Environment["TOOLTIME_HOME"] = "~/tt";
        test.Hook(Call);
        Assert.True(Directory.Exists(Path.Combine(test.User, "tt", "events")));
        Assert.False(Directory.Exists(Path.Combine(test.User, "~")));
    }

    [Fact]
    public void Run_FilesWithAByteOrderMark_AreRead()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        test.Hook(Call);
        var folder = Path.Combine(test.User, ".claude", "projects", "-home-dev-shop");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "s.jsonl"), Lines.Response("1", at: "2026-11-20T09:00:00.000Z") + "\n");
        test.Run("budget", "set", "day", "4");
        test.Run("cells", "export", Path.Combine(test.User, "team.json"));
        File.WriteAllText(Path.Combine(test.Home, "prices.json"), "{ \"claude-opus-4-6\": { \"input\": 100000, \"output\": 0 } }\r\n");
        foreach (var file in new[] { test.Config, Path.Combine(test.Home, "budgets.json"), Path.Combine(test.Home, "prices.json"), Path.Combine(test.User, "team.json") })
        {
            File.WriteAllText(file, File.ReadAllText(file), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        }

        Assert.Equal(0, test.Run("config", "list").ExitCode);
        var budgets = JsonNode.Parse(test.Run("budget", "show", "--json").Output)!["budgets"]!.AsArray();
        Assert.Equal(1.0, (double)Assert.Single(budgets)!["spent_usd"]!);
        Assert.Equal(0, test.Run("daily", "--team", Path.Combine(test.User, "team.json")).ExitCode);
        test.Hook(Call.Replace("\"t\"", "\"u\"", StringComparison.Ordinal));
        Assert.Equal(2, File.ReadLines(Path.Combine(test.Home, "events", "2026-11-20.jsonl")).Count());
    }

    [Fact]
    public void Hook_ListOfProjectsFromAnotherEditor_IsObeyed()
    {
        using var test = new TestHome();
        Directory.CreateDirectory(test.Home);
        File.WriteAllText(Path.Combine(test.Home, "switched-off"), "\uFEFF/home/dev/shop\r\n/home/dev/other\r\n");
        test.Hook(Call);
        test.Hook(Call.Replace("shop", "other", StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(test.Home, "events")));
        test.Hook(Call.Replace("shop", "third", StringComparison.Ordinal));
        Assert.True(Directory.Exists(Path.Combine(test.Home, "events")));
    }
}
