namespace ToolTime.Transcripts.Tests;

/// <summary>Which project a folder is of.</summary>
public sealed class ProjectFolderTests
{
    [Theory]
    [InlineData("/home/dev/shop", "shop")]
    [InlineData("/home/dev/shop/.worktrees/feature/pay", "shop")]
    [InlineData("/home/dev/shop/.claude/worktrees/calm-fox", "shop")]
    [InlineData("/home/dev/shop.worktrees/pay", "shop")]
    [InlineData("/home/dev/.worktrees/shop/pay", "shop")]
    [InlineData("/home/dev/.worktrees/shop", "shop")]
    [InlineData("/root/.worktrees/shop/pay/src", "shop")]
    [InlineData(@"C:\Users\dev\.worktrees\shop\pay", "shop")]
    [InlineData("/Users/dev/.claude-worktrees/shop/calm-fox", "shop")]
    [InlineData("/home/dev/.cursor/worktrees/shop/ab1", "shop")]
    [InlineData("/home/dev/.t3/worktrees/shop/t3code-ab12", "shop")]
    [InlineData("/home/dev/.superset/worktrees/shop/pay", "shop")]
    [InlineData("/Users/dev/conductor/workspaces/shop/tokyo", "shop")]
    [InlineData("/home/dev/Documents/Codex/2026-11-20/1", "Codex")]
    [InlineData(@"C:\Users\dev\Documents\Codex\2026-11-20\2", "Codex")]
    [InlineData("/home/dev/Documents/Codex/shop", "shop")]
    [InlineData("/home/dev/workspaces/shop", "shop")]
    public void NameOf_Folder_IsThatOfItsProject(string folder, string name) => Assert.Equal(name, ProjectFolder.NameOf(folder));
}
