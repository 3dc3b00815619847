namespace ToolTime.Silo.Operators;

/// <summary>An operators' verb: what the command line asks of the storage instead of running the server.</summary>
internal abstract record OperatorsVerb
{
    /// <summary>The verbs and their arguments.</summary>
    public const string Usage = "backup FILE, restore FILE, rebuild [--verify], names import FILE [--write]; settings may follow";

    private OperatorsVerb()
    {
    }

    /// <summary>
    /// The verb at the start of the command line and the settings after it; null if the command line is empty or begins with a setting.
    /// </summary>
    /// <exception cref="FormatException">It begins with another word, or a verb's arguments are missing.</exception>
    public static (OperatorsVerb Verb, string[] Settings)? Parse(string[] args)
    {
        if (args is [] || args[0].StartsWith('-') || args[0].StartsWith('/') || args[0].Contains('=', StringComparison.Ordinal))
        {
            return null;
        }

        return args switch
        {
            ["backup", { Length: > 0 } file and not ['-', ..], .. var settings] => (new Backup(Path.GetFullPath(file)), settings),
            ["restore", { Length: > 0 } file and not ['-', ..], .. var settings] => (new Restore(Path.GetFullPath(file)), settings),
            ["names", "import", { Length: > 0 } file and not ['-', ..], .. var settings] => (
                new ImportNames(file, Write: settings.Contains("--write")),
                [.. settings.Where(setting => setting != "--write")]
            ),
            ["rebuild", .. var settings] => (
                new Rebuild(Renew: !settings.Contains("--verify")),
                [.. settings.Where(setting => setting != "--verify")]
            ),
            _ => throw new FormatException($"The verbs are: {Usage}."),
        };
    }

    /// <summary>Writes a backup to a new file.</summary>
    public sealed record Backup(string File) : OperatorsVerb;

    /// <summary>Restores what is missing from a backup.</summary>
    public sealed record Restore(string File) : OperatorsVerb;

    /// <summary>Compares stored aggregates with their rows.</summary>
    /// <param name="Renew">Whether differing days are rolled up again.</param>
    public sealed record Rebuild(bool Renew) : OperatorsVerb;

    /// <summary>Shows the names in a registry's snapshot that are not listed.</summary>
    /// <param name="File">The snapshot.</param>
    /// <param name="Write">Whether to change the server's names file.</param>
    public sealed record ImportNames(string File, bool Write) : OperatorsVerb;
}
