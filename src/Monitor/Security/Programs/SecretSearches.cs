using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Searches of a whole home or machine for files that hold secrets, by their names.</summary>
internal static class SecretSearches
{
    /// <summary>Names and patterns of keys, wallets, databases of passwords and files of credentials.</summary>
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "id_rsa", "id_ed25519", "id_ecdsa", "id_dsa", "id_*", "id_rsa*", "id_ed25519*", "*.pem", "*.key", "*.ppk", "*.p12", "*.pfx",
            "*.kdbx", "*.kdb",
        "*.ovpn", "wallet.dat", "*.wallet", "wallet*", "keystore", ".netrc", ".pgpass", ".git-credentials", ".npmrc", ".pypirc",
            "credentials",
        "credentials.json", "logins.json", "key4.db", "*credential*", "*credentials*", "*password*", "*passwd*", "*secret*", "*token*",
    };

    private const int MostRoots = 16;
    private static readonly string[] Homes = ["/home", "/Users", "/root", "C:/Users"];

    /// <summary>Whether any of these words asks for such files, and a root is a home, all homes or a whole machine.</summary>
    /// <param name="call">The search.</param>
    /// <param name="roots">Where it starts.</param>
    /// <param name="words">Names and patterns, also several with commas between them.</param>
    public static DataKinds In(Call call, IEnumerable<Field> roots, IReadOnlyList<string> words) =>
        words.Any(word => word.Split(',').Any(Names.Contains)) && roots.Take(MostRoots).Any(root => IsWide(call.Path(root.Text)))
            ? DataKinds.SecretNames : DataKinds.None;

    /// <summary>Whether a pattern stands for files anywhere below a home or the root, or in every home.</summary>
    public static bool IsBelowAll(Call call, Field pattern, ResolvedPath path)
    {
        var folder = path.Full;
        if (Homes.Any(home => folder.StartsWith($"{home}/*", StringComparison.Ordinal)))
        {
            return true;
        }

        // `find` and similar programs stand for what they found with an unknown part.
        var isFound = pattern.Text.Contains($"/{Field.Unknown}", StringComparison.Ordinal);
        folder = folder.EndsWith("/*", StringComparison.Ordinal) ? folder[..^2] : folder;
        return isFound && (folder is "" or "/" || folder == call.Walk.Home || Homes.Contains(folder));
    }

    /// <summary>Whether a folder is a home, all homes or a whole machine.</summary>
    public static bool IsWide(ResolvedPath path) => path.Scope is PathScope.Root or PathScope.Ancestor || Homes.Contains(path.Full);
}
