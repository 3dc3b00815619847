using ToolTime.Monitor.Security;
using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Checking;
using ToolTime.Monitor.Security.Rules;
using ToolTime.Monitor.Security.Tools;

namespace ToolTime.Monitor.Tests.Boundaries;

public sealed class BoundaryTests
{
    [Theory]
    [InlineData("/home/dev/work/app", false, nameof(PathScope.Project))]
    [InlineData("/home/dev/work/app/src/a.ts", false, nameof(PathScope.Project))]
    [InlineData("/home/dev/work/app-two/a.ts", false, nameof(PathScope.Home))]
    [InlineData("/home/dev/work", false, nameof(PathScope.Ancestor))]
    [InlineData("/home/dev", true, nameof(PathScope.Ancestor))]
    [InlineData("/home", false, nameof(PathScope.Ancestor))]
    [InlineData("/", true, nameof(PathScope.Root))]
    [InlineData("/tmp/x", false, nameof(PathScope.Allowed))]
    [InlineData("/tmp", false, nameof(PathScope.Elsewhere))]
    [InlineData("/etc/hosts", false, nameof(PathScope.System))]
    [InlineData("/srv/data", false, nameof(PathScope.Elsewhere))]
    [InlineData("/home/other/x", false, nameof(PathScope.Elsewhere))]
    [InlineData("/dev/sda", false, nameof(PathScope.Device))]
    [InlineData("/dev/null", false, nameof(PathScope.Stream))]
    public void ScopeOf_AbsolutePath_IsWhereItLies(string path, bool isPattern, string expected) =>
        Assert.Equal(expected, new ProjectBoundary(Engine.Project, "/home/dev", [], new NoLinks()).ScopeOf(path, isPattern).ToString());

    [Theory]
    [InlineData("../x", "/home/dev/work/x")]
    [InlineData("a/./b/../c", "/home/dev/work/app/a/c")]
    [InlineData("~/x", "/home/dev/x")]
    [InlineData("/../../etc", "/etc")]
    [InlineData("C:\\Users\\dev", "C:/Users/dev")]
    public void Normalise_AnyPath_IsAbsolute(string path, string expected) =>
        Assert.Equal(expected, ProjectBoundary.Normalise(path, Engine.Project, "/home/dev"));

    [Theory]
    [InlineData("cat ../other/a.ts", "boundary.read", "Info")]
    [InlineData("cat /home/dev/work/app/../other/a.ts", "boundary.read", "Info")]
    [InlineData("cd .. && cat other/a.ts", "boundary.read", "Info")]
    [InlineData("grep -rn x ~/", "boundary.read", "Low")]
    [InlineData("echo x > ~/notes.md", "boundary.write", "Low")]
    [InlineData("sed -i s/a/b/ ../other/a.ts", "boundary.write", "Medium")]
    [InlineData("ln -s / out && cat out/srv/data", "boundary.read", "Info")]
    public void Evaluate_CommandThatLeavesTheProject_IsFound(string command, string rule, string severity) =>
        Assert.Contains(Engine.Bash(command), finding => finding.Rule == rule && finding.Severity.ToString() == severity);

    [Theory]
    [InlineData("cat src/a.ts")]
    [InlineData("cat ./src/../README.md")]
    [InlineData("cat /home/dev/work/app/README.md")]
    [InlineData("cat /tmp/x; echo y > /tmp/z")]
    [InlineData("cat < /dev/null > /dev/null")]
    public void Evaluate_CommandThatStays_IsNotFound(string command) => Assert.Empty(Engine.Bash(command));

    [Fact]
    public void Evaluate_AllowedFolder_BelongsToTheProject() =>
        Assert.Empty(Engine.Bash("rm -rf ~/scratch/x", new UserRules { AllowedFolders = ["~/scratch"] }));

    [Fact]
    public void Evaluate_LinkOfTheProject_IsFollowed()
    {
        var root = Directory.CreateTempSubdirectory("links-").FullName;
        try
        {
            var (project, other) = (Path.Combine(root, "home", "app"), Path.Combine(root, "home", "other"));
            Directory.CreateDirectory(project);
            Directory.CreateDirectory(other);
            Directory.CreateSymbolicLink(Path.Combine(project, "link"), other);
            using var input = System.Text.Json.JsonDocument.Parse("""{"command":"rm -rf link/data plain"}""");
            var call = new ToolCall { ToolName = "Bash", Input = input.RootElement, Cwd = project, Home = Path.Combine(root, "home") };
            var finding = Assert.Single(new SecurityEngine(UserRules.None, new FileSystemLinks()).Evaluate(call));
            Assert.Equal(("files.delete-outside", Severity.High), (finding.Rule, finding.Severity));
            Assert.Empty(new SecurityEngine(UserRules.None, new NoLinks()).Evaluate(call));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void Resolve_LinksInACircle_Ends()
    {
        var root = Directory.CreateTempSubdirectory("links-").FullName;
        try
        {
            File.CreateSymbolicLink(Path.Combine(root, "a"), Path.Combine(root, "b"));
            File.CreateSymbolicLink(Path.Combine(root, "b"), Path.Combine(root, "a"));
            Assert.StartsWith(root, new FileSystemLinks().Resolve(Path.Combine(root, "a", "x")), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
