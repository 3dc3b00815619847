namespace ToolTime.Names.Tests;

public sealed class NameListTests
{
    private static readonly NameList List = NameList.Shipped;

    [Theory]
    [InlineData(NameKind.Tool, "Bash", "Bash")]
    [InlineData(NameKind.Tool, "apply_patch", "apply_patch")]
    [InlineData(NameKind.Tool, "run_shell_command", "run_shell_command")]
    [InlineData(NameKind.Tool, "bash", "bash")]
    [InlineData(NameKind.Tool, "BASH", "")]
    [InlineData(NameKind.Tool, "deploy_acme", "")]
    [InlineData(NameKind.Skill, "pdf", "pdf")]
    [InlineData(NameKind.Skill, "superpowers:brainstorming", "superpowers:brainstorming")]
    [InlineData(NameKind.Skill, "acme:brainstorming", "")]
    [InlineData(NameKind.Plugin, "superpowers@superpowers-marketplace", "superpowers@superpowers-marketplace")]
    [InlineData(NameKind.Plugin, "superpowers", "superpowers")]
    [InlineData(NameKind.Plugin, "superpowers@acme", "")]
    [InlineData(NameKind.Tool, "", "")]
    public void Fold_ANameOfEachKind_IsItselfOrTheBucket(NameKind kind, string name, string normalized) =>
        Assert.Equal(normalized, List.Normalize(kind, name));

    [Theory]
    [InlineData("github", "github")]
    [InlineData("GitHub", "github")]
    [InlineData("sequential-thinking", "sequential-thinking")]
    [InlineData("sequential_thinking", "sequential-thinking")]
    [InlineData("plugin_context7_context7", "context7")]
    [InlineData("plugin_acme_context7", "")]
    [InlineData("plugin_context7_acme", "")]
    [InlineData("acme-internal", "")]
    public void Fold_AnMcpServer_HasOneSpelling(string name, string normalized) =>
        Assert.Equal(normalized, List.Normalize(NameKind.McpServer, name));

    /// <summary>
    /// A tool of a listed server is published only if it is listed itself: the user chooses the server's key, and perhaps its tools too.
    /// </summary>
    [Theory]
    [InlineData("mcp__github__create_pull_request", "mcp__github__create_pull_request")]
    [InlineData("mcp__GitHub__create_pull_request", "mcp__github__create_pull_request")]
    [InlineData("mcp__plugin_context7_context7__query-docs", "mcp__context7__query-docs")]
    [InlineData("mcp__github__drop_acme_customers", "mcp__github__*")]
    [InlineData("mcp__github__*", "mcp__github__*")]
    [InlineData("mcp__acme__create_pull_request", "")]
    [InlineData("mcp__github__", "")]
    [InlineData("mcp____create_pull_request", "")]
    [InlineData("mcp__github", "")]
    [InlineData("mcp_github_create_pull_request", "")]
    public void Fold_AnMcpTool_IsItselfItsServersOthersOrTheBucket(string name, string normalized) =>
        Assert.Equal(normalized, List.Normalize(NameKind.Tool, name));

    [Theory]
    [InlineData("claude-opus-4-5", "claude-opus-4-5")]
    [InlineData("claude-opus-4-5[1m]", "claude-opus-4-5")]
    [InlineData("claude-opus-4-5-20251101[1M]", "claude-opus-4-5-20251101")]
    [InlineData("claude-3-5-sonnet-20241022", "claude-3-5-sonnet-20241022")]
    [InlineData("anthropic/claude-sonnet-4.5", "claude-sonnet-4.5")]
    [InlineData("us.anthropic.claude-sonnet-4-20250514-v1:0", "claude-sonnet-4-20250514")]
    [InlineData("claude-sonnet-4@20250514", "claude-sonnet-4-20250514")]
    [InlineData("gpt-5.2-codex", "gpt-5.2-codex")]
    [InlineData("gpt-5.2-codex-xhigh", "gpt-5.2-codex-xhigh")]
    [InlineData("gpt-4o-2024-08-06", "gpt-4o-2024-08-06")]
    [InlineData("o3-mini", "o3-mini")]
    [InlineData("gemini-2.5-pro-preview-05-06", "gemini-2.5-pro-preview-05-06")]
    [InlineData("qwen3-coder-480b-a35b", "qwen3-coder-480b-a35b")]
    [InlineData("glm-4.6", "glm-4.6")]
    [InlineData("kimi-k2-thinking", "kimi-k2-thinking")]
    [InlineData("<synthetic>", "")]
    [InlineData("claude-acme-4-5", "")]
    [InlineData("gpt-5-acme", "")]
    [InlineData("acme/claude-opus-4-5", "")]
    [InlineData("claude-opus-4-5\n", "")]
    [InlineData("ft:gpt-4o:acme", "")]
    public void Fold_AModel_IsItsMakersSpellingOrTheBucket(string name, string normalized) =>
        Assert.Equal(normalized, List.Normalize(NameKind.Model, name));

    [Fact]
    public void Fold_WhatWasNormalized_ChangesNothing()
    {
        string[] names =
        [
            "mcp__GitHub__create_issue",
            "mcp__github__acme",
            "plugin_context7_context7",
            "us.anthropic.claude-sonnet-4-20250514-v1:0",
            "superpowers",
        ];
        Assert.All(Enum.GetValues<NameKind>(), kind => Assert.All(names, name =>
        {
            var normalized = List.Normalize(kind, name);
            Assert.Equal(normalized, List.Normalize(kind, normalized));
        }));
    }

    [Theory]
    [InlineData(NameKind.Tool, "Bash", "bash", "mcp__github__get_me", "mcp__GitHub__get_me", "mcp__github__mine", "Mine", "Grep", "")]
    [InlineData(NameKind.McpServer, "github", "GitHub", "Mine", "plugin_context7_context7")]
    [InlineData(NameKind.Model, "claude-opus-4-5", "claude-opus-4-5[1m]", "Mine")]
    public void Fold_CharactersOfAName_AreNormalizedAsItsText(NameKind kind, params string[] names)
    {
        var list = List.With(OperatorNames.Parse("add tool Mine\nadd mcp_server Mine\nadd model Mine\nblock tool Grep"));

        Assert.Equal(names.Select(name => list.Normalize(kind, name)), names.Select(name => list.Normalize(kind, name.AsSpan())));
    }

    /// <summary>Ensures that no listed name is refused at the endpoint, and that each counts as itself.</summary>
    [Theory]
    [InlineData(NameKind.McpServer, "mcp-servers.txt", @"\A[a-zA-Z0-9_.:-]{1,80}\z")]
    [InlineData(NameKind.Skill, "skills.txt", @"\A[a-zA-Z0-9_.:-]{1,100}\z")]
    [InlineData(NameKind.Plugin, "plugins.txt", @"\A[a-zA-Z0-9_.:/@-]{1,100}\z")]
    [InlineData(NameKind.Tool, "tools.txt", @"\A[a-zA-Z0-9_.:-]{1,100}\z")]
    public void Fold_EachListedName_IsItself(NameKind kind, string file, string pattern) => Assert.All(NameFile.ReadOwn(file), name =>
    {
        Assert.Matches(pattern, name);
        Assert.Equal(name, List.Normalize(kind, name));
    });

    [Fact]
    public void Fold_EachListedToolOfAServer_IsItself() => Assert.All(NameFile.ReadOwn("mcp-tools.txt"), line =>
        {
            var words = line.Split(' ');
            Assert.All(words.Skip(1), tool =>
                Assert.Equal($"mcp__{words[0]}__{tool}", List.Normalize(NameKind.Tool, $"mcp__{words[0]}__{tool}"))
            );
        });

    [Fact]
    public void Normalize_ARenamedName_IsItsNewNameInEverySpelling()
    {
        var list = List.With(OperatorNames.Parse("rename plugin superpowers@superpowers-marketplace superpowers@new\nrename mcp_server github git-hub"));

        Assert.Equal("superpowers@new", list.Normalize(NameKind.Plugin, "superpowers@superpowers-marketplace"));
        Assert.Equal("superpowers@new", list.Normalize(NameKind.Plugin, "superpowers@new"));
        Assert.Equal("git-hub", list.Normalize(NameKind.McpServer, "GitHub"));
        Assert.True(list.IsListed(NameKind.Plugin, "superpowers@new"));
        Assert.False(list.IsListed(NameKind.Plugin, "superpowers@superpowers-marketplace"));
    }

    [Fact]
    public void Normalize_ARenamedNameThatIsBlocked_IsTheBucket() =>
        Assert.Equal("", List.With(OperatorNames.Parse("rename skill pdf pdf2\nblock skill pdf2")).Normalize(NameKind.Skill, "pdf"));

    [Fact]
    public void Normalize_ABlockedNameThatIsRenamed_IsTheBucket() =>
        Assert.Equal("", List.With(OperatorNames.Parse("block skill pdf\nrename skill pdf pdf2")).Normalize(NameKind.Skill, "pdf"));

    [Fact]
    public void Normalize_AToolOfARenamedServer_IsListedStill()
    {
        var list = List.With(OperatorNames.Parse("rename mcp_server github git-hub"));

        Assert.Equal("mcp__git-hub__create_pull_request", list.Normalize(NameKind.Tool, "mcp__GitHub__create_pull_request"));
        Assert.Equal("mcp__git-hub__create_pull_request", list.Normalize(NameKind.Tool, "mcp__git-hub__create_pull_request"));
        Assert.Equal("mcp__git-hub__*", list.Normalize(NameKind.Tool, "mcp__github__drop_acme_customers"));
        Assert.True(list.IsListed(NameKind.Tool, "mcp__git-hub__create_pull_request"));
    }

    [Theory]
    [InlineData("rename skill a b\nrename skill b c")]
    [InlineData("rename skill a b\nrename skill b a")]
    [InlineData("rename skill a a")]
    [InlineData("rename skill a")]
    [InlineData("rename nothing a b")]
    public void Parse_ARenameThatLeadsNowhere_IsRefused(string text) => Assert.Throws<FormatException>(() => OperatorNames.Parse(text));
}
