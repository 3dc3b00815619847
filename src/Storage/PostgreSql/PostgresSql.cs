using System.Globalization;
using Npgsql;

namespace ToolTime.Storage.PostgreSql;

/// <summary>Runs statements in one line. Values are positional: $1, $2 and so on.</summary>
internal static class PostgresSql
{
    public static NpgsqlCommand Command(this NpgsqlConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        AddTo(command.Parameters, values);
        return command;
    }

    /// <summary>A command that may take as long as it takes.</summary>
    public static NpgsqlCommand LongCommand(this NpgsqlConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        var command = connection.Command(sql, values);
        command.CommandTimeout = 0;
        return command;
    }

    public static void Add(this NpgsqlBatch batch, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        AddTo(command.Parameters, values);
        batch.BatchCommands.Add(command);
    }

    public static async Task<int> ExecuteAsync(this NpgsqlCommand command)
    {
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The first column of the first row; default if there is none.</summary>
    public static async Task<T?> ReadScalarAsync<T>(this NpgsqlCommand command, CancellationToken cancellationToken = default)
    {
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var found =
                    await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
                    && !await reader.IsDBNullAsync(0, cancellationToken).ConfigureAwait(false);
                return found ? await reader.GetFieldValueAsync<T>(0, cancellationToken).ConfigureAwait(false) : default;
            }
        }
    }

    public static async Task<List<T>> ReadRowsAsync<T>(
        this NpgsqlCommand command,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken = default
    )
    {
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var rows = new List<T>();
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(read(reader));
                }

                return rows;
            }
        }
    }

    /// <summary>A day as an SQL literal.</summary>
    public static string Literal(DateOnly day) => $"'{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'";

    private static void AddTo(NpgsqlParameterCollection parameters, ReadOnlySpan<object> values)
    {
        foreach (var value in values)
        {
            parameters.Add(new() { Value = value });
        }
    }
}
