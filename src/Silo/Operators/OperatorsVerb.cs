namespace ToolTime.Silo.Operators;

/// <summary>What an operator wants of the storage, as said on the command line: a verb instead of serving.</summary>
internal abstract record OperatorsVerb
{
    /// <summary>The verbs and what they take.</summary>
    public const string Usage = "backup FILE, restore FILE, rebuild [--verify], names import FILE [--write]; settings may follow";

    private OperatorsVerb()
    {
    }

    /// <summary>
    /// The verb with which the command line begins and the settings after it; null where it begins with none, but with a setting or
    /// nothing.
    /// </summary>
    /// <exception cref="FormatException">It begins with another word, or a verb lacks what it takes.</exception>
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
            ["rebuild", "--verify", .. var settings] => (new Rebuild(Renew: false), settings),
            ["rebuild", .. var settings] => (new Rebuild(Renew: true), settings),
            _ => throw new FormatException($"The verbs are: {Usage}."),
        };
    }

    /// <summary>Writes a backup to a file that is not there yet.</summary>
    public sealed record Backup(string File) : OperatorsVerb;

    /// <summary>Takes up from a backup what is missing.</summary>
    public sealed record Restore(string File) : OperatorsVerb;

    /// <summary>Compares stored aggregates with their rows.</summary>
    /// <param name="Renew">Whether what differs is rolled up again.</param>
    public sealed record Rebuild(bool Renew) : OperatorsVerb;

    /// <summary>Shows what a registry's snapshot has that is not listed.</summary>
    /// <param name="File">The snapshot.</param>
    /// <param name="Write">Whether the server's file of names is changed.</param>
    public sealed record ImportNames(string File, bool Write) : OperatorsVerb;
}
