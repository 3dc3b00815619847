using System.Text.Json;
using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Checking;
using ToolTime.Monitor.Security.Rules;
using ToolTime.Monitor.Security.Tools;

namespace ToolTime.Monitor.Tests.Audit;

/// <summary>What is stored about a call.</summary>
public sealed class CallStructureTests
{
    [Theory]
    [InlineData("git push --force origin main", "git push --force", "force-push")]
    [InlineData("mysql -phunter2 -e 'drop table a'", "mysql -p… -e", "drop-data")]
    [InlineData("mysql --password=hunter2 x", "mysql --password", "")]
    [InlineData("curl -H 'X-Key: hunter2' https://me:hunter2@example.org/hunter2", "curl -H", "fetch:other-host")]
    [InlineData("cat ~/.ssh/id_rsa", "cat", "read:home/private-key")]
    [InlineData("cat src/a.cs > out/b.txt", "cat", "read:src/a.cs write:out/b.txt")]
    [InlineData("sh -c 'rm -rf ../hunter2'", "sh -c; rm -rf", "delete:home")]
    [InlineData("T=hunter2 ./hunter2/run.sh --key hunter2", "run.sh --key", "")]
    [InlineData("tar -xzvfhunter2 a.tar", "tar -x…", null)]
    public void From_Command_HasProgramsOptionsAndKindsOfTargets(string command, string programs, string? targets)
    {
        var structure = Of("Bash", new() { ["command"] = command });
        Assert.Equal(programs, string.Join("; ", structure.Programs));
        Assert.DoesNotContain("hunter2", string.Join(' ', structure.Programs) + string.Join(' ', structure.Targets), StringComparison.Ordinal);
        if (targets is not null)
        {
            Assert.Equal(targets, string.Join(' ', structure.Targets.Where(target => !target.StartsWith("drop-data:", StringComparison.Ordinal))
                .Concat(structure.Targets.Where(target => target.StartsWith("drop-data:", StringComparison.Ordinal)).Select(_ => "drop-data"))));
        }
    }

    [Theory]
    [InlineData("Write", "/home/dev/work/app/src/a.cs", "write:src/a.cs")]
    [InlineData("Read", "/home/dev/work/app/ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.txt", "read:[redacted:github-token].txt")]
    [InlineData("Read", "/etc/shadow", "read:system/password-hashes")]
    [InlineData("Read", "/tmp/x", "read:temporary-or-allowed")]
    public void From_FileTool_HasPathsOfTheProjectAlone(string tool, string path, string expected) =>
        Assert.Equal([expected], Of(tool, new() { ["file_path"] = path, ["content"] = "hunter2" }).Targets);

    private static CallStructure Of(string tool, Dictionary<string, string> input)
    {
        using var document = JsonDocument.Parse(JsonSerializer.Serialize(input));
        return new SecurityEngine(UserRules.None, new NoLinks(), redacts: true)
            .Observe(new CheckedCall { ToolName = tool, Input = document.RootElement, Cwd = Engine.Project }).Structure;
    }
}
