using System.Diagnostics;

namespace ToolTime.Monitor.Tests.Insights;

public sealed class MergedLinesTests : IDisposable
{
    private readonly Conversation _talk = new();

    public void Dispose() => _talk.Dispose();

    [Theory]
    [InlineData(300, 30, true)]
    [InlineData(300, 200, false)]
    [InlineData(100, 0, false)]
    public void Lines_FewOnTheMainBranch_AreFoundWithWhatOneCost(int written, int merged, bool isFound)
    {
        var lines = Enumerable.Range(0, written).Select(line => $"var line{line} = {line};").ToList();
        _talk.Tokens = (10, 900_000, 0, 300);
        _talk.Edit(added: string.Join('\n', lines));
        Git("init", "-q", "-b", "main");
        File.WriteAllLines(Path.Combine(_talk.Project, "a.cs"), lines.Take(merged).Prepend("// mine"));
        Git("add", ".");
        Git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "first");

        var project = Assert.Single(_talk.Document().MergedLines);
        Assert.Equal(("shop", written, merged, "main"), (project.Project, project.Written, project.Merged, project.Branch));
        Assert.Equal(merged == 0 ? null : decimal.Round(project.CostUsd / merged, 4), project.CostPerLineUsd);
        Assert.Equal(isFound ? ["costs.merged-line"] : [], _talk.Kinds());
    }

    [Theory]
    [InlineData("shop/.claude/worktrees/x", 300)]
    [InlineData("shop/tmp-x", null)]
    public void Lines_OfAWorktreeThatIsGone_AreThoseOfItsProjectOrNone(string worktree, int? merged)
    {
        var lines = Enumerable.Range(0, 300).Select(line => $"var line{line} = {line};").ToList();
        _talk.Tokens = (10, 900_000, 0, 300);
        _talk.Folder = Path.Combine(_talk.Home, worktree);
        _talk.Edit(Path.Combine(_talk.Folder, "a.cs"), added: string.Join('\n', lines));
        Git("init", "-q", "-b", "main");
        File.WriteAllLines(Path.Combine(_talk.Project, "a.cs"), lines);
        Git("add", ".");
        Git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "first");

        Assert.Equal(merged, _talk.Document().MergedLines.SingleOrDefault()?.Merged);
        Assert.Empty(_talk.Kinds());
    }

    [Fact]
    public void Lines_WithoutARepositoryOrOfToday_AreNotCounted()
    {
        _talk.Edit();
        Assert.Empty(_talk.Document().MergedLines);
    }

    private void Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", _talk.Project, .. arguments]))!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }
}
