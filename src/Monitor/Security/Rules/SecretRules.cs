using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;
using ToolTime.Monitor.Security.Programs;

namespace ToolTime.Monitor.Security.Rules;

/// <summary>Rules about reading secrets.</summary>
internal static class SecretRules
{
    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("secrets.keys", RuleCategory.SecretAccess, Severity.High, "T1552.004",
            "Reading, copying or packing private keys and password hashes.",
            "Public keys, fingerprints, listings, rights, sizes.", effect => IsTaken(effect, FileKind.PrivateKey, FileKind.PasswordHashes)
                ? new($"It reads {effect.Name()}, which contains private keys or password hashes.") : null),
        new("secrets.credentials", RuleCategory.SecretAccess, Severity.High, "T1552.001",
            "Reading files in which programs store tokens and passwords.",
            "Examples, public parts, listings, tests for whether they exist.", effect => IsTaken(effect, FileKind.Credentials)
                ? new($"It reads {effect.Name()}, which contains credentials.") : null),
        new("secrets.browser", RuleCategory.SecretAccess, Severity.High, "T1555.003",
            "Reading browser profiles: passwords, cookies.",
            "Listings, caches of tests.", effect => IsTaken(effect, FileKind.BrowserProfile)
                ? new($"It reads {effect.Name()}, a browser's profile.") : null),
        new("secrets.env-files", RuleCategory.SecretAccess, Severity.Medium, "T1552.001",
            "Showing or copying `.env` files.",
            "Examples and templates, loading one into a shell, naming one to a program, names and counts, settings such as `PORT`.",
            effect =>
                IsTaken(effect, FileKind.EnvironmentFile) ? new($"It reads {effect.Name()}, which holds secrets of the project.") : null),
        new("secrets.environment", RuleCategory.SecretAccess, Severity.Medium, "T1552",
            "Showing or storing the whole environment, the environment or memory of another process, or a variable that contains a secret.",
            "Single variables without secrets, searches for them, tokens that are passed to a program.", Environment),
        new("secrets.history", RuleCategory.SecretAccess, Severity.Medium, "T1552.003",
            "Reading the shell history.",
            "`history` without a file.", effect => IsTaken(effect, FileKind.ShellHistory)
                ? new($"It reads {effect.Name()}; commands often hold secrets.") : null),
        new("secrets.store", RuleCategory.SecretAccess, Severity.High, "T1555",
            "Asking a keychain, a vault, a password manager, a cluster or a cloud for a secret.",
            "Names and lists of secrets, storing one.", effect => effect.Kind is EffectKind.UseSecretStore
                ? new($"{effect.Detail} reveals a secret.") : null),
        new("secrets.metadata", RuleCategory.SecretAccess, Severity.High, "T1552.005",
            "Asking the address where a cloud gives a machine its credentials.",
            "Other addresses.", effect => effect is { Kind: EffectKind.Fetch, Host: { } host }
                && Hosts.IsMetadata(host.TrimEnd(Field.Unset, Field.Unknown)) ? new($"{host} reveals this machine's credentials.")
                : null),
        new("secrets.search", RuleCategory.SecretAccess, Severity.Medium, "T1552.001",
            "Searching outside the project for what holds secrets.",
            "Searches inside the project.", effect => effect.Kind is EffectKind.Show && effect.Has(DataKinds.Secret | DataKinds.SecretNames)
                ? new($"It searches {(effect.Path is null ? "this machine" : effect.Name())} for secrets.") : null),
    ];

    private static bool IsTaken(Effect effect, params ReadOnlySpan<FileKind> kinds) => effect.Kind is EffectKind.Read or EffectKind.Move
        && effect.Is(kinds) && !effect.Has(EffectTraits.Ephemeral);

    private static RuleMatch? Environment(Effect effect)
    {
        if (effect.Kind is EffectKind.Show && effect.Has(DataKinds.Environment | DataKinds.Token))
        {
            return new(effect.Has(DataKinds.Environment) ? "It shows the whole environment, with all secrets in it."
                : "It shows the value of a variable that contains a secret.");
        }

        if (effect.Kind is EffectKind.Write && effect.Has(DataKinds.Environment))
        {
            return new($"It stores the whole environment in {effect.Name()}.");
        }

        return IsTaken(effect, FileKind.ProcessEnvironment)
            ? new($"It reads {effect.Name()}, the environment or the memory of a process.") : null;
    }
}
