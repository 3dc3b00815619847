using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>What setting a variable does by itself.</summary>
internal static class EnvironmentEffects
{
    private static readonly string[] AgentAddresses = ["ANTHROPIC_BASE_URL", "ANTHROPIC_BEDROCK_BASE_URL", "ANTHROPIC_VERTEX_BASE_URL",
        "OPENAI_BASE_URL", "OPENAI_API_BASE", "ANTHROPIC_AUTH_TOKEN", "CLAUDE_CODE_API_KEY_HELPER", "CLAUDE_CONFIG_DIR", "CODEX_HOME"];

    private static readonly string[] Describing = ["SERVICE_NAME", "RESOURCE_ATTRIBUTES", "SAMPLER", "PROPAGATORS", "LOG_LEVEL", "INTERVAL",
        "OTEL_PYTHON_", "OTEL_NODE_", "OTEL_DOTNET_", "OTEL_JAVAAGENT_", "OTEL_INSTRUMENTATION_", "SEMCONV"];

    /// <summary>Records what an assignment does.</summary>
    /// <param name="call">The command that assigns it.</param>
    /// <param name="name">The variable.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isLasting">Whether it stays set for what follows.</param>
    public static void Note(Call call, string name, Field value, bool isLasting)
    {
        if (name is "HISTFILE" or "HISTSIZE" or "HISTFILESIZE" or "HISTIGNORE" or "SAVEHIST" or "HISTCONTROL")
        {
            if (name is "HISTFILE" ? value.Text is "/dev/null" or "" : name is "HISTIGNORE" ? value.Text is "*" : name is not "HISTCONTROL"
                && value.Text is "0")
            {
                call.Emit(EffectKind.HideHistory, name);
            }
        }
        else if (AgentAddresses.Contains(name) || RedirectsTelemetry(name, value)
            || name is "CLAUDE_CODE_ENABLE_TELEMETRY" or "DISABLE_TELEMETRY")
        {
            // Programs have their own OTEL_ variables; they are an agent's if they stay set or an agent starts.
            // A server on this machine is a test's, not an agent's.
            if (isLasting || call.Name is "claude" or "codex" or "gemini" || (call.Name is "export" or "env")
                || (name.StartsWith("ANTHROPIC_", StringComparison.Ordinal) && !Hosts.IsLocal(NetworkPrograms.Host(value.Text))))
            {
                call.Emit(EffectKind.RedirectAgent, name);
            }
        }
        else if (name is "GOOSE_MODE" && value.Text is "auto")
        {
            call.Emit(EffectKind.UnguardAgent, "goose");
        }
        else if (name is "TOOLTIME_HOME" && (isLasting || call.Name is "claude" or "codex" or "gemini"))
        {
            call.Emit(EffectKind.DisableGuard, name);
        }
        else if (call.Name is "git" && name is "GIT_SSH_COMMAND" or "GIT_EXTERNAL_DIFF" or "GIT_PAGER" or "GIT_EDITOR"
            or "GIT_SEQUENCE_EDITOR" or "GIT_PROXY_COMMAND" or "GIT_ASKPASS" or "PAGER" or "EDITOR")
        {
            call.RunText(value, call.State.Copy());
        }
        else if (name is "PROMPT_COMMAND" or "BASH_ENV" or "LD_PRELOAD" or "DYLD_INSERT_LIBRARIES" or "LD_AUDIT")
        {
            if (name is "PROMPT_COMMAND" or "BASH_ENV" || value.Text.StartsWith("/tmp", StringComparison.Ordinal)
                || (isLasting && value.Text.StartsWith("./", StringComparison.Ordinal))
                || value.Text.Contains("/.", StringComparison.Ordinal))
            {
                call.Emit(EffectKind.Autostart, name);
            }
        }
        else if (UncheckedVariables.TurnOff(name, value.Text))
        {
            call.Emit(EffectKind.InstallUnchecked, name);
        }
        else if (name is "PIP_INDEX_URL" or "PIP_EXTRA_INDEX_URL" or "NPM_CONFIG_REGISTRY" or "npm_config_registry" or "UV_INDEX_URL"
            or "UV_DEFAULT_INDEX" or "UV_EXTRA_INDEX_URL" or "UV_INDEX" or "YARN_REGISTRY"
            or "YARN_NPM_REGISTRY_SERVER" or "BUN_CONFIG_REGISTRY" or "GOPROXY" or "CARGO_REGISTRIES_CRATES_IO_PROTOCOL")
        {
            Registries.Note(call, value);
        }
    }

    /// <summary>Whether a variable says where telemetry goes, and not only what it is called or how much there is.</summary>
    private static bool RedirectsTelemetry(string name, Field value) => name.StartsWith("OTEL_", StringComparison.Ordinal)
        && !Array.Exists(Describing, part => name.Contains(part, StringComparison.Ordinal))
        && !(name.EndsWith("ENDPOINT", StringComparison.Ordinal) && Hosts.IsLocal(NetworkPrograms.Host(value.Text)));

    public static void NoteUnset(Call call, string name)
    {
        if (name is "HISTFILE")
        {
            call.Emit(EffectKind.HideHistory, "unset HISTFILE");
        }
        else if (name is "CLAUDE_CODE_ENABLE_TELEMETRY" || name.StartsWith("OTEL_", StringComparison.Ordinal))
        {
            call.Emit(EffectKind.RedirectAgent, name);
        }
    }
}
