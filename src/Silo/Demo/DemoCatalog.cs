using ToolTime.Usage;

namespace ToolTime.Silo.Demo;

/// <summary>
/// What the simulated community uses: names from the shipped list, common and rare, and a few unlisted ones. All figures are invented.
/// </summary>
internal static class DemoCatalog
{
    public static readonly (AgentClient Client, double Share)[] Clients =
    [
        (AgentClient.ClaudeCode, 0.46),
        (AgentClient.Codex, 0.22),
        (AgentClient.Gemini, 0.11),
        (AgentClient.OpenCode, 0.11),
        (AgentClient.OpenClaw, 0.1),
    ];

    public static readonly DemoName[] Skills =
    [
        new("commit", 0.42, 2.1, Typed: 0.7),
        new("code-review", 0.36, 1.2, Growth: 0.08, Typed: 0.55),
        new("frontend-design", 0.3, 1.4, Growth: 0.14, Typed: 0.12),
        new("pdf", 0.24, 0.7, Typed: 0.05),
        new("docx", 0.2, 0.6, GoesWith: "pdf", Typed: 0.05),
        new("xlsx", 0.17, 0.6, Typed: 0.06),
        new("pptx", 0.12, 0.4, Typed: 0.08),
        new("webapp-testing", 0.16, 1.1, Growth: 0.06, GoesWith: "playwright"),
        new("mcp-builder", 0.11, 0.4, Growth: -0.05),
        new("skill-creator", 0.2, 0.4),
        new("test-driven-development", 0.22, 2.4, Growth: 0.05),
        new("systematic-debugging", 0.24, 1.3, Typed: 0.1),
        new("brainstorming", 0.27, 0.9, Typed: 0.3),
        new("writing-plans", 0.2, 0.9, Growth: 0.07),
        new("superpowers:brainstorming", 0.17, 0.9, Growth: 0.1, Typed: 0.2),
        new("security-review", 0.13, 0.3, Typed: 0.85),
        new("simplify", 0.1, 0.6, Growth: 0.12, Typed: 0.6),
        new("init", 0.2, 0.2, Typed: 1),
        new("canvas-design", 0.07, 0.4),
        new("theme-factory", 0.06, 0.3),
        new("changelog-generator", 0.06, 0.3),
        new("cicd-automation:github-actions-templates", 0.05, 0.4),
        new("accessibility-compliance:screen-reader-testing", 0.04, 0.3),
        new("our-release-train", 0.1, 0.6),
    ];

    public static readonly DemoName[] Plugins =
    [
        new("superpowers@claude-plugins-official", 0.3, Growth: 0.18),
        new("frontend-design@claude-plugins-official", 0.26, Growth: 0.1),
        new("code-review@claude-plugins-official", 0.22),
        new("context7@claude-plugins-official", 0.2),
        new("feature-dev@claude-plugins-official", 0.18),
        new("commit-commands@claude-plugins-official", 0.16),
        new("playwright@claude-plugins-official", 0.13),
        new("pr-review-toolkit@claude-plugins-official", 0.12),
        new("security-guidance@claude-plugins-official", 0.12),
        new("typescript-lsp@claude-plugins-official", 0.1, Growth: 0.12),
        new("github@claude-plugins-official", 0.1),
        new("serena@claude-plugins-official", 0.07, Growth: -0.03),
        new("linear@claude-plugins-official", 0.07),
        new("figma@claude-plugins-official", 0.08),
        new("agent-orchestration@claude-code-workflows", 0.05),
        new("003-jeremy-vertex-ai-media-master@claude-code-plugins-plus", 0.04),
        new("house-rules@our-marketplace", 0.08),
    ];

    /// <summary>MCP servers; the calls are the server's, spread over its tools.</summary>
    public static readonly (DemoName Server, string[] Tools)[] McpServers =
    [
        (new("context7", 0.34, 2.2, 0.02, Growth: 0.08, Ms: 880), ["resolve-library-id", "query-docs"]),
        (
            new("github", 0.3, 3.1, 0.06, Ms: 560),
            ["get_file_contents", "list_issues", "issue_read", "search_code", "create_pull_request", "pull_request_read"]
        ),
        (
            new("playwright", 0.24, 6.5, 0.11, Growth: 0.1, Ms: 640),
            ["browser_navigate", "browser_click", "browser_snapshot", "browser_take_screenshot", "browser_type"]
        ),
        (new("filesystem", 0.15, 4, 0.04, Growth: -0.06, Ms: 12), ["read_text_file", "list_directory", "edit_file"]),
        (new("sequential-thinking", 0.12, 3, 0.01, Growth: -0.06, Ms: 4), ["sequentialthinking"]),
        (new("memory", 0.1, 1.5, 0.03, Ms: 9), ["search_nodes", "add_observations"]),
        (new("fetch", 0.12, 1.6, 0.14, Ms: 1300), ["fetch"]),
        (new("linear", 0.13, 1.8, 0.03, Ms: 470), ["list_issues", "update_issue"]),
        (new("notion", 0.09, 1.2, 0.05, Ms: 950), ["search"]),
        (new("figma", 0.1, 1.3, 0.09, Ms: 2700), ["get_design_context"]),
        (new("supabase", 0.09, 2.2, 0.08, Ms: 390), ["execute_sql"]),
        (new("slack", 0.06, 0.8, 0.04, Ms: 520), ["search_messages"]),
        (new("chrome-devtools", 0.08, 4.2, 0.1, Growth: 0.12, Ms: 410), ["take_snapshot", "click"]),
        (new("serena", 0.08, 6, 0.05, Ms: 150), ["find_symbol"]),
        (new("stripe", 0.04, 0.7, 0.05, Ms: 610), ["search_docs"]),
        (new("our-warehouse", 0.11, 1.4, 0.1, Ms: 4200), ["query"]),
    ];

    /// <summary>The built-in tools of a client.</summary>
    public static DemoName[] ToolsOf(AgentClient client) =>
        client switch
        {
            AgentClient.ClaudeCode =>
            [
                new("Bash", 0.99, 38, 0.07, 0.02, Ms: 850),
                new("Read", 0.99, 41, 0.02, Ms: 25),
                new("Edit", 0.97, 22, 0.05, 0.02, Ms: 40),
                new("Write", 0.93, 5, 0.02, 0.03, Ms: 35),
                new("Grep", 0.9, 12, 0.01, Ms: 60),
                new("Glob", 0.82, 5, 0.01, Ms: 45),
                new("TodoWrite", 0.6, 6, 0, Growth: -0.35, Ms: 5),
                new("TaskCreate", 0.2, 3, 0, Growth: 0.4, Ms: 5),
                new("TaskUpdate", 0.2, 6, 0.01, Growth: 0.4, Ms: 5),
                new("Agent", 0.55, 2.5, 0.03, Growth: 0.15, Ms: 52000),
                new("Skill", 0.5, 2.5, 0.02, Growth: 0.2),
                new("WebFetch", 0.46, 2, 0.16, 0.03, Ms: 2600),
                new("WebSearch", 0.48, 1.7, 0.02, Ms: 1900),
                new("AskUserQuestion", 0.42, 0.9, 0, 0.09),
                new("ExitPlanMode", 0.4, 0.7, 0, 0.22),
                new("BashOutput", 0.32, 2.4, 0.04, Growth: -0.15, Ms: 6),
                new("KillShell", 0.18, 0.4, 0.08),
                new("ToolSearch", 0.22, 1.4, 0.01, Growth: 0.25),
                new("LSP", 0.1, 2.1, 0.09, Growth: 0.14, Ms: 180),
                new("NotebookEdit", 0.06, 0.9, 0.06, Ms: 30),
                new("MultiEdit", 0.1, 1.2, 0.08, Growth: -0.09, Ms: 50),
                new("EnterWorktree", 0.07, 0.2, 0.06),
                new("SlashCommand", 0.16, 0.6, 0.01),
            ],
            AgentClient.Codex =>
            [
                new("shell", 0.6, 36, 0.08, Growth: -0.3, Ms: 720),
                new("exec_command", 0.4, 32, 0.06, Growth: 0.4, Ms: 690),
                new("apply_patch", 0.95, 14, 0.06, 0.01, Ms: 55),
                new("update_plan", 0.8, 4),
                new("view_image", 0.2, 0.7, 0.03),
                new("web_search", 0.35, 1.4, 0.01, Ms: 2100),
                new("write_stdin", 0.25, 1.9, 0.05, Ms: 250),
                new("spawn_agent", 0.1, 0.5, 0.04, Growth: 0.15),
            ],
            AgentClient.Gemini =>
            [
                new("run_shell_command", 0.95, 21, 0.1, 0.04, Ms: 940),
                new("read_file", 0.95, 24, 0.03, Ms: 22),
                new("replace", 0.9, 13, 0.13, 0.03, Ms: 3100),
                new("write_file", 0.8, 4, 0.03, 0.04, Ms: 38),
                new("search_file_content", 0.6, 6, 0.02, Ms: 75),
                new("google_web_search", 0.5, 1.6, 0.03, Ms: 2300),
                new("list_directory", 0.6, 4, 0.02, Ms: 18),
            ],
            AgentClient.OpenCode =>
            [
                new("bash", 0.98, 27, 0.08),
                new("read", 0.98, 31, 0.02),
                new("edit", 0.95, 16, 0.07),
                new("write", 0.8, 4, 0.02),
                new("grep", 0.85, 9, 0.01),
                new("glob", 0.7, 4),
                new("webfetch", 0.4, 1.2, 0.15),
                new("todowrite", 0.7, 4),
                new("task", 0.4, 1.3, 0.03),
            ],
            _ =>
            [
                new("exec", 0.95, 24, 0.09),
                new("browser", 0.6, 7, 0.17),
                new("message", 0.7, 4, 0.02),
                new("cron", 0.4, 0.6, 0.03),
                new("memory_search", 0.5, 2, 0.01),
            ],
        };

    /// <summary>The models of a client.</summary>
    public static DemoName[] ModelsOf(AgentClient client) =>
        client switch
        {
            AgentClient.ClaudeCode =>
            [
                new("claude-opus-4-5", 0.55, 60, Growth: 0.2),
                new("claude-sonnet-4-5", 0.75, 70, Growth: -0.2),
                new("claude-haiku-4-5", 0.5, 30),
            ],
            AgentClient.Codex =>
            [
                new("gpt-5-codex", 0.7, 60, Growth: -0.4),
                new("gpt-5.1-codex", 0.3, 60, Growth: 0.5),
                new("gpt-5", 0.3, 30),
            ],
            AgentClient.Gemini => [new("gemini-2.5-pro", 0.8, 40, Growth: -0.4), new("gemini-3-pro-preview", 0.2, 40, Growth: 0.6)],
            AgentClient.OpenCode => [new("claude-sonnet-4-5", 0.5, 40), new("glm-4.6", 0.4, 40), new("qwen3-coder", 0.3, 40)],
            _ => [new("claude-opus-4-5", 0.5, 40), new("kimi-k2", 0.4, 40)],
        };
}
