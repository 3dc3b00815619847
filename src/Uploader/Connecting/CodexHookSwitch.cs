namespace ToolTime.Uploader.Connecting;

/// <summary>
/// Whether Codex CLI runs hooks: `hooks` (formerly `codex_hooks`) under `features` in `config.toml`; a project's file overrides the user's,
/// and the organisation's `requirements.toml` both. There, `allow_managed_hooks_only` allows only the organisation's own hooks.
/// </summary>
internal static class CodexHookSwitch
{
    private const string ManagedOnly = "allow_managed_hooks_only";

    private static readonly string[] Members = ["features.hooks", "features.codex_hooks"];

    /// <summary>The setting that switches hooks off, or null.</summary>
    public static SwitchedOff? Find(params IEnumerable<string?> settings) => Find("/etc/codex/requirements.toml", settings);

    /// <summary>The same, with the organisation's file.</summary>
    internal static SwitchedOff? Find(string requirements, IEnumerable<string?> settings)
    {
        if (CodexConfig.Read(requirements).Contains((ManagedOnly, "true")))
        {
            return new(ManagedOnly, requirements, SparesPlugins: false);
        }

        foreach (var path in settings.OfType<string>().Select(CodexConfig.Beside).Prepend(requirements))
        {
            var (member, value) = CodexConfig.Read(path).FirstOrDefault(one => Members.Contains(one.Name) && one.Value is "true" or "false");
            if (member is not null)
            {
                return value is "true" ? null : new(member, path, SparesPlugins: false);
            }
        }

        return null;
    }
}
