using ToolTime.Monitor.Security.Effects;
using ToolTime.Monitor.Security.Programs;

namespace ToolTime.Monitor.Security.Rules;

/// <summary>Rules about data that leaves the machine.</summary>
internal static class ExfiltrationRules
{
    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("exfiltration.secrets", RuleCategory.Exfiltration, Severity.Critical, "T1048",
            "Secrets or the environment sent over the network, in bodies, addresses, raw connections, mails or pastes.",
            "Tokens in the headers meant for them, or sent to the services that issued them; this machine itself.", Secrets),
        new("exfiltration.files", RuleCategory.Exfiltration, Severity.High, "T1567",
            "Files and dumps of databases sent to where anybody may put anything, raw connections that take files, whole "
                + "homes or files of the system sent away.",
            "Deployments of the project over ssh, uploads to a named service, text without files.", Files),
        new("exfiltration.names", RuleCategory.Exfiltration, Severity.High, "T1048.003",
            "Data put into names that are looked up, or into pings.",
            "Plain lookups and pings.", effect => effect.Kind is EffectKind.SendByName
                ? new($"It hides data in a name that {effect.Detail} looks up.")
                : effect is { Kind: EffectKind.Send, Host: { } host } && effect.Has(DataKinds.Identity) && host.Contains(Field.Unknown)
                    ? new("It hides data in the name of a host.") : null),
        new("exfiltration.reverse-shell", RuleCategory.Exfiltration, Severity.Critical, "T1059",
            "A shell whose input and output are a connection to another machine.",
            "Port checks, plain connections.", effect => effect.Kind is EffectKind.ReverseShell
                ? new($"It gives a shell to {(effect.Host is { Length: > 0 } host ? host : "anyone who connects")}.") : null),
        new("exfiltration.tunnel", RuleCategory.Exfiltration, Severity.Medium, "T1572",
            "Opening this machine to others: reverse tunnels, serving the home over HTTP, ssh over a public tunnel.",
            "Forwarding to this machine, serving the project.", effect => effect.Kind is EffectKind.Tunnel
                ? new($"It opens this machine to others with {effect.Detail}.") : null),
    ];

    private static RuleMatch? Secrets(Effect effect)
    {
        if (effect.Kind is not EffectKind.Send || (effect.Host is { } host && Hosts.IsLocal(host)))
        {
            return null;
        }

        if (effect.Has(DataKinds.Secret | DataKinds.Environment))
        {
            return new($"It sends secrets to {effect.Host}.");
        }

        return effect.Has(DataKinds.Token) && effect.Host is { Length: > 0 } to && IsAstray(effect, to)
            ? new($"It sends a token to {to}.") : null;
    }

    /// <summary>
    /// Whether a token goes where it does not belong: to where anybody may put anything, to a bare address, to a service that is not its
    /// own.
    /// </summary>
    private static bool IsAstray(Effect effect, string host)
    {
        var isAnybodys = Hosts.IsDrop(host) || Hosts.IsPublicNumber(host);
        var isForeign = TokenMakers.IsForeign(effect.Data, host);
        return effect.Detail switch
        {
            "a raw connection" or "a message" => true,
            "a header" => isForeign,
            "an address" when Hosts.IsMessenger(host) => isForeign,
            "a body" or "an address" or "a script" or "a paste" or "mail" => isForeign
                || (isAnybodys && !TokenMakers.IsOwn(effect.Data, host)),
            _ => isAnybodys,
        };
    }

    private static RuleMatch? Files(Effect effect)
    {
        if (effect.Kind is not EffectKind.Send || effect.Host is not { } host || Hosts.IsLocal(host))
        {
            return null;
        }

        var hasFiles = effect.Has(DataKinds.Project | DataKinds.Outside | DataKinds.Archive | DataKinds.WholeHome);
        if (effect.Has(DataKinds.WholeHome))
        {
            return new($"It sends a whole home to {host}.");
        }

        if (effect.Has(DataKinds.Identity) && Hosts.IsDrop(host) && effect.Detail is "a body" or "an address" or "a raw connection")
        {
            return new($"It tells {host} who and where the user is.", Severity.Medium);
        }

        var isAnybodys = Hosts.IsDrop(host) || effect.Detail is "a raw connection" or "a paste"
            || (effect.Has(DataKinds.Archive) && effect.Detail is "a body" && Hosts.IsPublicNumber(host));
        if (hasFiles && isAnybodys)
        {
            return new($"It sends files to {host}.", Severity.Medium);
        }

        return effect.Has(DataKinds.Outside) && (effect.Detail is "a body" or "an address" or "mail" or "a script"
            || Hosts.IsPublicNumber(host) || effect.Has(DataKinds.Archive))
            ? new($"It sends files from outside the project to {host}.", Severity.Medium)
            : null;
    }
}
