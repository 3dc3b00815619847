using ToolTime.Monitor.Security;
using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Checking;
using ToolTime.Monitor.Security.Rules;
using ToolTime.Monitor.Security.Tools;

namespace ToolTime.Monitor.Tests.Boundaries;

public sealed class BoundaryTests
{
    [Theory]
    [InlineData("/home/dev/work/app", null, nameof(PathScope.Project))]
    [InlineData("/home/dev/work/app/src/a.ts", null, nameof(PathScope.Project))]
    [InlineData("/home/dev/work/app-two/a.ts", null, nameof(PathScope.Home))]
    [InlineData("/home/dev/work", null, nameof(PathScope.Ancestor))]
    [InlineData("/home/dev", "*", nameof(PathScope.Ancestor))]
    [InlineData("/home", null, nameof(PathScope.Ancestor))]
    [InlineData("/home", "de*", nameof(PathScope.Ancestor))]
    [InlineData("/home", "old-*", nameof(PathScope.Elsewhere))]
    [InlineData("/home/dev/work", "[ab]pp", nameof(PathScope.Ancestor))]
    [InlineData("/home/dev/work", "app-*", nameof(PathScope.Home))]
    [InlineData("/", "*", nameof(PathScope.Root))]
    [InlineData("/tmp/x", null, nameof(PathScope.Allowed))]
    [InlineData("/tmp", null, nameof(PathScope.Elsewhere))]
    [InlineData("/etc/hosts", null, nameof(PathScope.System))]
    [InlineData("/srv/data", null, nameof(PathScope.Elsewhere))]
    [InlineData("/home/other/x", null, nameof(PathScope.Elsewhere))]
    [InlineData("/dev/sda", null, nameof(PathScope.Device))]
    [InlineData("/dev/null", null, nameof(PathScope.Stream))]
    public void ScopeOf_AbsolutePath_IsWhereItLies(string path, string? pattern, string expected) =>
        Assert.Equal(expected, new ProjectBoundary(Engine.Project, "/home/dev", [], new NoLinks()).ScopeOf(path, pattern).ToString());

    [Theory]
    [InlineData("/home/dev/work/app", "/home/dev", "/home/alice/notes.txt", true)]
    [InlineData("/home/dev/work/app", null, "/home/alice/notes.txt", true)]
    [InlineData("/home/dev/work/app", "/root", "/home/alice/notes.txt", true)]
    [InlineData("/home/dev", "/root", "/home/alice/notes.txt", false)]
    [InlineData("/home/dev/work/app", "/home/dev", "/home/dev/notes.txt", false)]
    [InlineData("/Users/Shared/app", "/Users/me", "/Users/me/.claude/plans/x.md", false)]
    [InlineData("/Users/Shared/app", null, "/Users/me/.claude/plans/x.md", false)]
    [InlineData("/home/other/app", "/home/me", "/home/me/.claude/plans/x.md", false)]
    [InlineData("/workspaces/app", "/home/dev", "/home/vscode/.config/app.json", false)]
    [InlineData("/workspaces/app", "/root", "/home/vscode/.config/app.json", false)]
    [InlineData("/home/dev/work/app", "/home/dev", "/home/Shared/readme.md", false)]
    [InlineData("/home/dev/work/app", "/home/dev", "/home/data/train.csv", false)]
    [InlineData("/home/dev/work/app", "/home/dev", "/home/projects/lib/a.ts", false)]
    [InlineData("/home/projects/app", "/home/dev", "/home/projects/lib/a.ts", false)]
    [InlineData("/home/app", "/root", "/home/lib/a.ts", false)]
    public void Evaluate_ReadOfAnotherHome_IsSeriousWhereItIsSomebodysOwn(string cwd, string? home, string path, bool isFound)
    {
        using var input = System.Text.Json.JsonDocument.Parse($$"""{"file_path":"{{path}}"}""");
        var engine = new SecurityEngine(UserRules.None, new NoLinks(), home);
        Assert.Equal(isFound, engine.Evaluate(new CheckedCall { ToolName = "Read", Input = input.RootElement, Cwd = cwd }).Serious().Any());
    }

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
    [InlineData("cat /home/maria/letters/a.txt", "boundary.read", "Medium")]
    [InlineData("rg -i invoice ~/Documents", "boundary.read", "Medium")]
    [InlineData("grep -rl total ~/Downloads/bank", "boundary.read", "Info")]
    [InlineData("grep -rn total ~/Downloads/bank", "boundary.read", "Medium")]
    [InlineData("cat ~/Desktop/*", "boundary.read", "Medium")]
    [InlineData("cp ~/Desktop/*.png assets/", "boundary.read", "Info")]
    [InlineData("f=$(newest); cat ~/Downloads/$f", "boundary.read", "Info")]
    [InlineData("cat ~/Desktop/todo.txt", "boundary.read", "Info")]
    [InlineData("cp -r ~/Pictures/holiday assets/", "boundary.read", "Medium")]
    [InlineData("find ~ -type f -name '*.xlsx' -exec cp -t ./sheets {} +", "boundary.read", "Medium")]
    [InlineData("find / -name '*.py' -size -50k 2>/dev/null | xargs -I@ cp @ corpus/", "boundary.read", "Medium")]
    [InlineData("fd -e pdf . ~ -x cp {} ./pdfs", "boundary.read", "Medium")]
    [InlineData("cp /home/*/notes/*.md ./notes/", "boundary.read", "Medium")]
    [InlineData("ln -s ~/Pictures assets/pics && head -c 200 assets/pics/passport.jpg", "boundary.read", "Medium")]
    [InlineData("pwsh -c 'Get-ChildItem C:\\Users\\*\\Desktop -Recurse | Copy-Item -Destination .\\found'", "boundary.read", "Medium")]
    [InlineData("sqlite3 ~/Library/Messages/chat.db 'select text from message'", "boundary.read", "Medium")]
    [InlineData("cat ~/.thunderbird/x/Mail/Inbox", "boundary.read", "Medium")]
    [InlineData("cat ~/notes/a.txt", "boundary.read", "Info")]
    public void Evaluate_CommandThatLeavesTheProject_IsFound(string command, string rule, string severity) =>
        Assert.Contains(Engine.Bash(command), finding => finding.Rule == rule && finding.Severity.ToString() == severity);

    [Theory]
    [InlineData("scp build/app.tar.gz deploy@staging.internal:/srv/releases/")]
    [InlineData("rsync -a build/ deploy@staging.internal:/srv/releases/")]
    [InlineData("ssh deploy@staging 'cat > /srv/app/version.txt' < version.txt")]
    [InlineData("ssh web1 cat /home/deploy/app.log")]
    [InlineData("ssh deploy@staging 'grep -r timeout /srv/app/config'")]
    public void Evaluate_PathsOfAnotherMachine_AreNotBesideTheProject(string command) => Assert.Empty(Engine.Bash(command));

    [Theory]
    [InlineData("cat src/a.ts")]
    [InlineData("cat ./src/../README.md")]
    [InlineData("cat /home/dev/work/app/README.md")]
    [InlineData("cat /tmp/x; echo y > /tmp/z")]
    [InlineData("cat < /dev/null > /dev/null")]
    public void Evaluate_CommandThatStays_IsNotFound(string command) => Assert.Empty(Engine.Bash(command));

    [Theory]
    [InlineData("find . -name '*.snap' -exec cp {} ./snapshots \\;")]
    [InlineData("find ~ -name tsconfig.base.json -exec cp {} . \\;")]
    [InlineData("find /usr/share/fonts -name '*.ttf' -exec cp {} ./fonts \\;")]
    [InlineData("cp ~/.config/app/*.toml ./config/")]
    [InlineData("ln -s ../shared lib/shared && cat lib/shared/index.ts")]
    public void Evaluate_CopiesFromOnePlace_AreNotSerious(string command) => Assert.Empty(Engine.Bash(command).Serious());

    [Fact]
    public void Evaluate_ProjectAmongTheDocuments_MakesItsNeighboursNotPersonal() =>
        Assert.Empty(Engine.In("/home/dev", "/home/dev/Documents/code/app", "grep -rn x ../lib").Serious());

    [Theory]
    [InlineData("d=$(mktemp -d); trap 'rm -rf \"$d\"' EXIT", false)]
    [InlineData("rm -rf /tmp/build-*", false)]
    [InlineData("rm -rf /tmp/hom*", true)]
    [InlineData("rm -rf /tmp/*", true)]
    public void Evaluate_HomeInATemporaryFolder_IsOnlyFoundWhereThePatternFitsIt(string command, bool isFound) =>
        Assert.Equal(isFound, Engine.In("/tmp/homes/dev", "/tmp/homes/dev/work/app", command).Serious().Any());

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
            var call = new CheckedCall { ToolName = "Bash", Input = input.RootElement, Cwd = project, Home = Path.Combine(root, "home") };
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
