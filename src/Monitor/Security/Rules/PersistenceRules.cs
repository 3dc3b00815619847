using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Rules;

/// <summary>Rules about what stays and runs again.</summary>
internal static class PersistenceRules
{
    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("persistence.schedule", RuleCategory.Persistence, Severity.Medium, "T1053",
            "Jobs that run at set times: cron, at, timers.",
            "Listing them.", effect => effect.Kind is EffectKind.Schedule ? new($"{effect.Detail} changes what runs at set times.")
                : IsPlanted(effect, FileKind.Schedule) ? new($"It changes {effect.Name()}, which runs at set times.") : null),
        new("persistence.service", RuleCategory.Persistence, Severity.Medium, "T1543",
            "Services and units that start with the machine or the session, and what the system runs at login or for a device or package.",
            "Status, restarts, units of containers.",
            effect =>
                effect.Kind is EffectKind.Autostart && !IsVariable(effect) && !IsLoginItem(effect)
                    ? new($"{effect.Detail} makes something start automatically.")
                : IsPlanted(effect, FileKind.ServiceUnit) || IsPlanted(effect, FileKind.SystemStartup)
                    ? new($"It writes {effect.Name()}, which starts automatically.")
                : null
        ),
        new(
            "persistence.login",
            RuleCategory.Persistence,
            Severity.Medium,
            "T1547",
            "What starts at login: launch agents, autostart entries, login items.",
            "Listing them.", effect => IsPlanted(effect, FileKind.LoginItem) || (effect.Kind is EffectKind.Autostart && IsLoginItem(effect))
                ? new($"It creates {effect.Name()}, which starts at login.") : null),
        new("persistence.shell-startup", RuleCategory.Persistence, Severity.Medium, "T1546.004",
            "What every shell runs when it starts: its startup files, PROMPT_COMMAND, preloaded libraries.",
            "Reading them, starting another shell.", effect => IsPlanted(effect, FileKind.ShellStartup)
                ? new($"It changes {effect.Name()}, which every shell runs.")
                : effect.Kind is EffectKind.Autostart && IsVariable(effect)
                    ? new($"{effect.Detail} makes every program or prompt run something.") : null),
        new("persistence.program-startup", RuleCategory.Persistence, Severity.Medium, "T1546",
            "What programs of everyday work run when they start: settings of editors, ssh, git and Python in the home, `.envrc` outside "
                + "the project; in it `.envrc`, tasks of `.vscode/tasks.json` that run when a folder opens, `initializeCommand` of "
                + "`devcontainer.json` and code that tests and builds run (`conftest.py`, `setup.py`, `vite.config.ts`) where they run "
                + "what they fetch, send secrets or run what is in a temporary folder or among an agent's settings, and `.pth` "
                + "files of Python that run more than an entry of a path.",
            "Reading them, other settings in the project.", effect => IsPlanted(effect, FileKind.ProgramStartup)
                || (IsPlanted(effect, FileKind.EnvironmentFile) && effect.Path is { IsOutside: true, Name: ".envrc" })
                ? new($"It changes {effect.Name()}, with which a program runs something when it starts.") : null),
        new("persistence.ssh-keys", RuleCategory.Persistence, Severity.High, "T1098.004",
            "Keys that may log in here.",
            "Making keys, listing them.", effect => IsPlanted(effect, FileKind.AuthorizedKeys)
                ? new($"It changes {effect.Name()}: who may log in.") : null),
        new("persistence.git-hooks", RuleCategory.Persistence, Severity.Medium, "T1546",
            "What git runs on its events: files in `.git/hooks`, other folders of hooks, commands in its settings.",
            "Folders of hooks inside the project, samples, reading.", effect =>
                (IsPlanted(effect, FileKind.GitHook) && effect.Path?.Name.EndsWith(".sample", StringComparison.Ordinal) is false)
                || effect.Kind is EffectKind.HookGit
                ? new($"It makes git run {effect.Name()} on its events.") : null),
        new("persistence.package-scripts", RuleCategory.Persistence, Severity.Medium, "T1195.002",
            "Scripts that a package manager runs when it installs.",
            "Scripts that a person has to start.", effect => effect.Kind is EffectKind.HookPackage
                ? new($"It makes a package manager run something on install ({effect.Detail}).") : null),
    ];

    private static bool IsPlanted(Effect effect, FileKind kind) => effect.Kind is EffectKind.Write && effect.Is(kind)
        && effect.IsOnMachine();

    private static bool IsLoginItem(Effect effect) => effect.Detail is "a login item";

    private static bool IsVariable(Effect effect) => effect.Detail is "PROMPT_COMMAND" or "BASH_ENV" or "LD_PRELOAD"
        or "DYLD_INSERT_LIBRARIES" or "LD_AUDIT";
}
