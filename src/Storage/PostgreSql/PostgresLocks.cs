using ToolTime.Submissions;

namespace ToolTime.Storage.PostgreSql;

/// <summary>
/// The advisory locks, all held to the end of a transaction and taken in ascending order. Submitters share a few stripes: anyone who stores
/// rows holds those of its submitters shared, so that it waits for none of its like; anyone who must see that no such transaction is under
/// way (a deletion) holds them alone. A few stripes and not one lock a submitter, since a server has room for some
/// thousand locks in all.
/// </summary>
internal static class PostgresLocks
{
    /// <summary>How many stripes there are.</summary>
    public const int Stripes = 64;

    /// <summary>Migrations of the schema, one server at a time.</summary>
    public const string Migrations = "SELECT pg_advisory_xact_lock(1416590441, 0)";

    /// <summary>Making and dropping partitions.</summary>
    public const string Partitions = "SELECT pg_advisory_xact_lock(1416590441, 1)";

    /// <summary>Making the pepper of an epoch, of which there is one.</summary>
    public const string Peppers = "SELECT pg_advisory_xact_lock(1416590441, 2)";

    /// <summary>Shares the stripes $1.</summary>
    public const string Share = "SELECT pg_advisory_xact_lock_shared(1416590442, stripe) FROM unnest($1) AS stripe";

    /// <summary>Holds the stripes $1 alone.</summary>
    public const string Hold = "SELECT pg_advisory_xact_lock(1416590442, stripe) FROM unnest($1) AS stripe";

    /// <summary>All stripes, in order.</summary>
    public static readonly int[] AllStripes = [.. Enumerable.Range(0, Stripes)];

    /// <summary>The stripe of a submitter.</summary>
    public static int StripeOf(SubmitterId submitter) => submitter.ToBytes()[0] % Stripes;
}
