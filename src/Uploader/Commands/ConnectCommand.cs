using System.CommandLine;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Connecting;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Security;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime connect` and `tooltime disconnect`, with their options.</summary>
internal static class ConnectCommand
{
    public static Command Create(VerbBuilder verbs)
    {
        var skill = new Option<bool>("--skill")
        {
            Description = "Add the skill `tooltime` too, which shows the counts (Claude Code). Default: no. Example: --skill",
        };
        var statusLine = new Option<bool>("--statusline")
        {
            Description = "Show model, context, limits, cost and budget in Claude Code's status line. Default: no. Example: --statusline",
        };
        var otlp = new Option<bool>("--otlp")
        {
            Description = "Make the agent send telemetry to `tooltime serve` too; always in the user's own settings. Default: no. Example: --otlp",
        };
        var (user, client) = (User(), Client());
        var command = new Command("connect", "Add hooks that record an agent's calls, in this folder's project or for the user.")
        {
            user,
            client,
            skill,
            statusLine,
            otlp,
        };
        return verbs.Changes(command, (context, parsed) =>
        {
            var agent = Find(parsed.GetValue(client));
            // A token does not belong in a project's settings.
            var isOfUser = parsed.GetValue(user) || parsed.GetValue(otlp);
            var target = parsed.GetValue(otlp) ? OtlpTargetFinder.Find(context.Home, context.IsDryRun) : null;
            var extras = new ConnectExtras(parsed.GetValue(skill), parsed.GetValue(statusLine), target);
            var settings = Settings(context, agent, isOfUser);
            var code = Connect.Run(context, agent, settings, extras);
            if (agent.IsClaudeCode && settings != agent.UserSettings(context.Environment))
            {
                context.Say("Claude Code reads them only when it is started in this folder; `tooltime connect --user` covers all folders.");
            }

            Connect.WarnOfSwitch(context, agent, isOfUser ? null : Directory.GetCurrentDirectory());
            if (code == ExitCode.Fine)
            {
                GuardCommands.AskAboutAudit(context);
            }

            return code;
        });
    }

    public static Command CreateUndo(VerbBuilder verbs)
    {
        var (user, client) = (User(), Client());
        return verbs.Changes(
            new("disconnect", "Remove our hooks from an agent's settings.") { user, client },
            (context, parsed) =>
            {
                var agent = Find(parsed.GetValue(client));
                return Connect.Undo(context, agent, Settings(context, agent, parsed.GetValue(user)));
            }
        );
    }

    private static Option<bool> User() =>
        new("--user") { Description = "The user's own settings, for every project. Default: this folder's. Example: --user" };

    private static Option<string?> Client()
    {
        var client = new Option<string?>("--agent")
        {
            Description = "claude-code, or codex for Codex CLI. Default: claude-code. Example: --agent codex",
            HelpName = "AGENT",
        };
        client.AcceptOnlyFromAmong([.. Agent.All.Select(agent => agent.Client)]);
        return client;
    }

    private static Agent Find(string? client) => Agent.All.Single(agent => agent.Client == (client ?? Agent.All[0].Client));

    private static string Settings(CommandContext context, Agent agent, bool isOfUser) =>
        !isOfUser ? agent.SettingsOf(WorkingFolder.Require())
        : agent.UserSettings(context.Environment)
            ?? throw new ConfigException($"There is no home folder: set HOME or {agent.FolderVariable}.");
}
