using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Coding agents themselves: settings on their command lines, and starts without their guards.</summary>
internal static class AgentPrograms
{
    /// <summary>A command that runs outside its agent's sandbox.</summary>
    public const string Unconfined = "a command outside the sandbox";

    private static readonly string[] Unguarded =
    [
        "--allow-dangerously-skip-permissions", "--yolo", "-y=", "--allow-all-tools", "--full-auto-no-sandbox", "--skip-permissions-unsafe",
            "--yes-always", "--trust-all-tools", "--allow-all-paths", "--allow-all", "--always-approve",
    ];

    private static readonly string[] Agents = ["claude", "codex", "gemini", "copilot-cli", "opencode", "qwen", "aider", "cursor-agent", "q",
        "amp", "goose", "crush", "droid", "cline", "kimi", "kiro-cli", "auggie"];

    /// <summary>Parts of command-line settings that remove guards.</summary>
    private static readonly string[] Settings = ["danger-full-access", "bypassPermissions", "disableAllHooks", "defaultMode:yolo"];

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        foreach (var name in Agents)
        {
            programs[name] = Run;
        }

        // Another program with this name deploys to a cloud.
        var deploying = programs["copilot"];
        programs["copilot"] = call =>
        {
            Run(call);
            return deploying(call);
        };
        programs["tooltime"] = OwnGuards;
        programs["dcg"] = call =>
        {
            if (call.Args is [{ Text: "allowlist" or "allow" or "disable" or "off" or "uninstall" or "bypass" }, ..]
                && call.Args is not [_, { Text: "list" or "show" or "validate" }, ..])
            {
                call.Emit(EffectKind.ConfigureAgent, $"dcg {call.Args[0].Text}");
            }

            return Content.Unknown;
        };
    }

    /// <summary>Whether a program is a coding agent.</summary>
    public static bool IsAgent(string name) => Agents.Contains(name);

    /// <summary>Whether a call gives a coding agent work without anyone at the terminal.</summary>
    public static bool StartsWork(Call call) => IsAgent(call.Name) && call.Args.Any(arg => arg.Text is "-p" or "--print" or "--prompt"
        or "exec" or "run" or "--message" or "-x");

    /// <summary>This program, if an agent turns off what watches it.</summary>
    private static Content OwnGuards(Call call)
    {
        var words = call.Args.Select(arg => arg.Text).ToList();
        if (words is ["security", "off", ..] or ["disconnect", ..] or ["alerts", "remove", ..] or ["projects", "off", ..]
            || (words is ["security", "block", ..] && (words.Contains("--off") || words.Contains("off"))) || words is ["uninstall", ..]
            || (words is ["cleanup", ..] && words.Exists(word => word is "--audit" or "--older-than")))
        {
            call.Emit(EffectKind.DisableGuard, $"tooltime {string.Join(' ', words.Take(2))}");
        }

        return Content.Unknown;
    }

    private static bool IsUnguarded(string name, List<string> words)
    {
        var settings = Values(words, "-c", "--config", "--settings").Select(Compact).ToList();
        var asksNobody = settings.Contains("approval_policy=never") || Values(words, "-a", "--ask-for-approval").Contains("never");
        var onlyReads = settings.Contains("sandbox_mode=read-only") || Values(words, "-s", "--sandbox").Contains("read-only");
        return words.Exists(word => Unguarded.Contains(word) || word.StartsWith("--dangerously-", StringComparison.Ordinal))
            || (words.Contains("--force") && name is not ("copilot" or "claude" or "codex"))
            || (words.Contains("-f") && name is "cursor-agent") || Values(words, "--auto").Contains("high")
            || Values(words, "--allowedTools", "--allowed-tools").Any(tools => tools is "*" or "Bash(*)" or "Bash(*:*)")
            || (words.Contains("-y") && name is "gemini" or "qwen" or "crush" or "cline")
            || Values(words, "--permission-mode").Contains("bypassPermissions")
            || Values(words, "--approval-mode").Contains("yolo")
            || Values(words, "-s", "--sandbox").Contains("danger-full-access")
            || settings.Exists(setting => Array.Exists(Settings, word => setting.Contains(word, StringComparison.Ordinal)))
            || (name is "codex" && asksNobody && !onlyReads);
    }

    private static string Compact(string setting) =>
        string.Concat(setting.Where(character => character is not ('"' or '\'' or ' ')));

    /// <summary>The values of an option. Single letters mean different things to different agents, so none is interpreted.</summary>
    private static IEnumerable<string> Values(List<string> words, params string[] names)
    {
        for (var at = 0; at < words.Count; at++)
        {
            var equals = words[at].IndexOf('=', StringComparison.Ordinal);
            if (names.Contains(words[at]) && at + 1 < words.Count)
            {
                yield return words[at + 1];
            }
            else if (equals > 0 && names.Contains(words[at][..equals]))
            {
                yield return words[at][(equals + 1)..];
            }
        }
    }

    private static Content Run(Call call)
    {
        var words = call.Args.Select(arg => arg.Text).ToList();
        if (IsUnguarded(call.Name, words))
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
