using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Tests.Platform;

public sealed class GitWorktreeTests : IDisposable
{
    private readonly string _root = RealPath.Resolve(Directory.CreateTempSubdirectory("tooltime worktrees ").FullName);

    [Theory]
    [InlineData("gitdir: {0}/shop/.git/worktrees/x\n", "shop")]
    [InlineData("gitdir: ../../shop/.git/worktrees/x\n", "shop")]
    [InlineData("gitdir: {0}/shop.git/worktrees/x", "shop.git")]
    [InlineData("gitdir: {0}/shop/.git/modules/x\n", null)]
    [InlineData("gitdir: a\0b/worktrees/x\n", null)]
    [InlineData("gitdir:", null)]
    [InlineData("", null)]
    public void RepositoryOf_FolderWithAFileOfGit_IsWhereItLeads(string content, string? repository)
    {
        Directory.CreateDirectory(In("trees/x/src"));
        File.WriteAllText(In("trees/x/.git"), content.Replace("{0}", _root, StringComparison.Ordinal));
        var expected = repository is null ? null : In(repository);
        Assert.Equal(expected, GitWorktree.RepositoryOf(In("trees/x")));
        Assert.Equal(expected, GitWorktree.RepositoryOf(In("trees/x/src/gone")));
    }

    [Fact]
    public void RepositoryOf_RepositoryInsideAWorktree_IsTheWorktrees()
    {
        Directory.CreateDirectory(In("tree/lib"));
        Directory.CreateDirectory(In("tree/cloned/.git"));
        File.WriteAllText(In("tree/.git"), $"gitdir: {_root}/shop/.git/worktrees/tree\n");
        File.WriteAllText(In("tree/lib/.git"), $"gitdir: {_root}/shop/.git/worktrees/tree/modules/lib\n");
        Assert.Equal(In("shop"), GitWorktree.RepositoryOf(In("tree/lib")));
        Assert.Equal(In("shop"), GitWorktree.RepositoryOf(In("tree/cloned/src")));
    }

    [Fact]
    public void RepositoryOf_RepositoryOrNone_IsNull()
    {
        Directory.CreateDirectory(In("shop/.git"));
        Assert.Null(GitWorktree.RepositoryOf(In("shop")));
        Assert.Null(GitWorktree.RepositoryOf(In("gone/x")));
        Assert.Null(GitWorktree.RepositoryOf("."));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string In(string path) => Path.Combine(_root, path);
}
