using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Coding agents themselves: settings made by their command lines, and starts without their guards.</summary>
internal static class AgentPrograms
{
    private static readonly string[] Unguarded =
    [
        "--dangerously-skip-permissions", "--allow-dangerously-skip-permissions", "--dangerously-bypass-approvals-and-sandbox", "--yolo",
            "-y=", "--allow-all-tools", "--full-auto-no-sandbox", "--skip-permissions-unsafe", "--yes-always", "--trust-all-tools",
            "--force", "--allow-all-paths",
    ];

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        foreach (var name in (string[])["claude", "codex", "gemini", "copilot-cli", "opencode", "qwen", "aider", "cursor-agent", "q", "amp",
            "goose"])
        {
            programs[name] = Run;
        }

        programs["tooltime"] = OwnGuards;
    }

    /// <summary>This program, where an agent turns off what watches it.</summary>
    private static Content OwnGuards(Call call)
    {
        var words = call.Args.Select(arg => arg.Text).ToList();
        if (words is ["security", "off", ..] or ["disconnect", ..] or ["alerts", "remove", ..] or ["projects", "off", ..]
            || (words is ["security", "block", ..] && words.Contains("--off"))
            || (words is ["cleanup", ..] && words.Exists(word => word is "--audit" or "--older-than")))
        {
            call.Emit(EffectKind.DisableGuard, $"tooltime {string.Join(' ', words.Take(2))}");
        }

        return Content.Unknown;
    }

    private static Content Run(Call call)
    {
        var words = call.Args.Select(arg => arg.Text).ToList();
        var mode = Arguments.Read(
            call.Args,
            new OptionSpec(
                "--permission-mode --approval-mode -a --ask-for-approval -s --sandbox --settings --mcp-config -c --config -p --print --model",
                HasLongWithOneDash: true
            )
        );
        if (
            words.Exists(word => Unguarded.Contains(word))
            || mode.Value("--permission-mode") is { Text: "bypassPermissions" }
            || mode.Value("--approval-mode") is { Text: "yolo" }
            || mode.Value("-s", "--sandbox") is { Text: "danger-full-access" }
            || mode.Value("-c", "--config")?.Text.Contains("danger-full-access", StringComparison.Ordinal) is true
        )
        {
            call.Emit(EffectKind.UnguardAgent, call.Name);
        }

        if (words is ["mcp", "add" or "add-json" or "remove" or "add-from-claude-desktop" or "reset-project-choices", ..]
            or ["config", "set" or "add" or "remove", ..]
            or ["plugin", "install" or "marketplace" or "enable" or "disable" or "uninstall", ..] or ["hooks", "disable", ..]
            or ["extensions", "install", ..])
        {
            call.Emit(EffectKind.ConfigureAgent, $"{call.Name} {words[0]} {words[1]}");
        }

        return Content.Unknown;
    }
}
