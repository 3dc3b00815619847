using ToolTime.Submissions;

namespace ToolTime.Storage.PostgreSql;

/// <summary>
/// The advisory locks. All are held until the end of a transaction and taken in ascending order. Submitters are divided into a few stripes:
/// storing rows locks their submitters' stripes in shared mode, so that writers do not wait for each other; a deletion, which must know
/// that no such transaction is running, locks them exclusively. There are a few stripes rather than a lock per submitter, because a server
/// has room for only some thousand locks.
/// </summary>
internal static class PostgresLocks
{
    /// <summary>How many stripes there are.</summary>
    public const int Stripes = 64;

    /// <summary>Migrations of the schema, by one server at a time.</summary>
    public const string Migrations = "SELECT pg_advisory_xact_lock(1416590441, 0)";

    /// <summary>Creating and dropping partitions.</summary>
    public const string Partitions = "SELECT pg_advisory_xact_lock(1416590441, 1)";

    /// <summary>Creating an epoch's pepper, of which there is only one.</summary>
    public const string Peppers = "SELECT pg_advisory_xact_lock(1416590441, 2)";

    /// <summary>Locks the stripes $1 in shared mode.</summary>
    public const string Share = "SELECT pg_advisory_xact_lock_shared(1416590442, stripe) FROM unnest($1) AS stripe";

    /// <summary>Locks the stripes $1 exclusively.</summary>
    public const string Hold = "SELECT pg_advisory_xact_lock(1416590442, stripe) FROM unnest($1) AS stripe";

    /// <summary>All stripes, ascending.</summary>
    public static readonly int[] AllStripes = [.. Enumerable.Range(0, Stripes)];

    /// <summary>The stripe of a submitter.</summary>
    public static int StripeOf(SubmitterId submitter) => submitter.ToBytes()[0] % Stripes;
}
