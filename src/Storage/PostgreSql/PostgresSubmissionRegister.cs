using Npgsql;
using ToolTime.Grains.Operators;
using ToolTime.Grains.Storage;
using ToolTime.Submissions;

namespace ToolTime.Storage.PostgreSql;

/// <summary>Single submissions, identified by receipt; their rows are found through the receipt's submitter.</summary>
internal sealed class PostgresSubmissionRegister(PostgresDatabase database) : ISubmissionRegister
{
    public Task<IReadOnlyList<RegisteredSubmission>> ListAsync(int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
            {
                var newest = new List<ListedReceipt>();
                foreach (var partition in (await PostgresPurge.ListAsync(connection, "receipts").ConfigureAwait(false)).Reverse())
                {
                    newest.AddRange(
                        await connection
                            .Command(
                                $"SELECT id, submitter, received_hour, quarantined FROM {partition.Name} ORDER BY sequence DESC LIMIT $1",
                                limit - newest.Count
                            )
                            .ReadRowsAsync(ListedReceipt.From, cancellationToken)
                            .ConfigureAwait(false)
                    );
                    if (newest.Count >= limit)
                    {
                        break;
                    }
                }

                return await WithRowsAsync(connection, database.Damaged, newest, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken
        );

    public Task<bool> RemoveAsync(Guid receipt) => ChangeAsync(receipt, async (connection, submitter) =>
        {
            await connection
                .Command("DELETE FROM snapshots WHERE submitter = $1 AND receipt = $2", submitter, receipt)
                .ExecuteAsync()
                .ConfigureAwait(false);
            await MarkChangedAsync(
                    connection,
                    await connection
                        .Command("DELETE FROM cells WHERE submitter = $1 AND receipt = $2 RETURNING day", submitter, receipt)
                        .ReadRowsAsync(DayOf)
                        .ConfigureAwait(false)
                )
                .ConfigureAwait(false);
            return await connection
                    .Command("DELETE FROM receipts WHERE submitter = $1 AND id = $2", submitter, receipt)
                    .ExecuteAsync()
                    .ConfigureAwait(false) > 0;
        });

    public Task<bool> SetQuarantineAsync(Guid receipt, bool quarantined) => ChangeAsync(receipt, async (connection, submitter) =>
        {
            var was = await connection
                .Command("SELECT quarantined FROM receipts WHERE submitter = $1 AND id = $2", submitter, receipt)
                .ReadScalarAsync<bool?>()
                .ConfigureAwait(false);
            if (was is null || was == quarantined)
            {
                return was is not null;
            }

            await connection
                .Command("UPDATE receipts SET quarantined = $3 WHERE submitter = $1 AND id = $2", submitter, receipt, quarantined)
                .ExecuteAsync()
                .ConfigureAwait(false);
            const string Set = "SET quarantined = $3 WHERE submitter = $1 AND receipt = $2 AND quarantined <> $3";
            await connection.Command($"UPDATE snapshots {Set}", submitter, receipt, quarantined).ExecuteAsync().ConfigureAwait(false);
            await MarkChangedAsync(
                    connection,
                    await connection
                        .Command($"UPDATE cells {Set} RETURNING day", submitter, receipt, quarantined)
                        .ReadRowsAsync(DayOf)
                        .ConfigureAwait(false)
                )
                .ConfigureAwait(false);
            return true;
        });

    private static DateOnly DayOf(NpgsqlDataReader reader) => reader.GetFieldValue<DateOnly>(0);

    private static async Task<IReadOnlyList<RegisteredSubmission>> WithRowsAsync(
        NpgsqlConnection connection,
        DamagedRows damaged,
        List<ListedReceipt> receipts,
        CancellationToken cancellationToken
    )
    {
        var submitters = receipts.Select(receipt => receipt.Submitter).ToArray();
        var ids = receipts.Select(receipt => receipt.Id).ToArray();
        var cells = await connection
            .Command(
                "SELECT submitter, client, content, content_hash, day, receipt FROM cells WHERE submitter = ANY ($1) AND receipt = ANY ($2)",
                submitters,
                ids
            )
            .ReadRowsAsync(
                reader =>
                    (
                        Receipt: reader.GetGuid(5),
                        Row: damaged.Read("cells", PostgresRowSource.KeyOf(reader), () => PostgresRowSource.ReadCell(reader))
                    ),
                cancellationToken
            )
            .ConfigureAwait(false);
        var snapshots = await connection
            .Command(
                """
                SELECT submitter, client, content, content_hash, generated_hour, total_events, receipt
                FROM snapshots WHERE submitter = ANY ($1) AND receipt = ANY ($2)
                """,
                submitters,
                ids
            )
            .ReadRowsAsync(
                reader =>
                    (
                        Receipt: reader.GetGuid(6),
                        Row: damaged.Read("snapshots", PostgresRowSource.KeyOf(reader), () => PostgresRowSource.ReadSnapshot(reader))
                    ),
                cancellationToken
            )
            .ConfigureAwait(false);
        var rows = cells.Concat(snapshots).ToLookup(row => row.Receipt, row => row.Row);
        return
        [
            .. receipts.Select(receipt => new RegisteredSubmission(
                receipt.Id,
                receipt.ReceivedHour,
                receipt.Quarantined,
                [.. rows[receipt.Id].OfType<StoredRow>()]
            )),
        ];
    }

    private static async Task MarkChangedAsync(NpgsqlConnection connection, List<DateOnly> days)
    {
        var batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            GroupWriting.AddRemovals(batch, connection, days);
            await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Makes a change while nothing is stored for the receipt's submitter; false if there is no such receipt.</summary>
    private async Task<bool> ChangeAsync(Guid receipt, Func<NpgsqlConnection, byte[], Task<bool>> change)
    {
        // This searches all receipts, so it comes before any lock.
        var submitter = await database
            .SearchAsync(
                connection =>
                    connection.LongCommand("SELECT submitter FROM receipts WHERE id = $1 LIMIT 1", receipt).ReadScalarAsync<byte[]>(),
                CancellationToken.None
            )
            .ConfigureAwait(false);
        return submitter is not null && await database
            .TransactAsync(async connection =>
            {
                await connection
                    .Command(PostgresLocks.Hold, new[] { PostgresLocks.StripeOf(SubmitterId.FromBytes(submitter)) })
                    .ExecuteAsync()
                    .ConfigureAwait(false);
                return await change(connection, submitter).ConfigureAwait(false);
            })
            .ConfigureAwait(false);
    }

    private sealed record ListedReceipt(Guid Id, byte[] Submitter, DateTimeOffset ReceivedHour, bool Quarantined)
    {
        public static ListedReceipt From(NpgsqlDataReader reader) =>
            new(reader.GetGuid(0), reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetBoolean(3));
    }
}
