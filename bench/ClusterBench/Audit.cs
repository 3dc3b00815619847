using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ToolTime.ClusterBench;

/// <summary>Compares what is stored with what the workers know to be acknowledged.</summary>
internal static class Audit
{
    /// <summary>What is wrong; empty where nothing was lost and nothing counted twice.</summary>
    public static async Task<List<string>> FaultsAsync(IReadOnlyList<Submitters> submitters, IStore store)
    {
        await using var connection = store.Connect();
        await connection.OpenAsync();
        var faults = new List<string>();
        var expected = submitters
            .SelectMany(worker => worker.Stored)
            .ToDictionary(cell => cell.Submitter, cell => (cell.Revision, cell.Calls));
        var stored = await ReadCellsAsync(connection);
        faults.AddRange(
            expected
                .Where(cell => !stored.TryGetValue(cell.Key, out var found) || found != cell.Value)
                .Select(cell => $"Of {cell.Key} {cell.Value} was acknowledged and {stored.GetValueOrDefault(cell.Key)} is stored.")
        );
        faults.AddRange(stored.Keys.Except(expected.Keys).Select(submitter => $"{submitter} is stored and was never acknowledged."));

        var receipts = await ReadAsync(connection, "SELECT count(*) FROM receipts");
        Compare(faults, "receipts", submitters.Sum(worker => (long)worker.Acknowledged), receipts);
        Compare(
            faults,
            "reports in the day's aggregate",
            expected.Count,
            await ReadAsync(connection, "SELECT sum(reports) FROM day_aggregates WHERE dimension = 1 AND name = 'Bash'")
        );
        Compare(
            faults,
            "calls in the day's aggregate",
            expected.Values.Sum(cell => (long)cell.Calls),
            await ReadAsync(connection, "SELECT sum(calls) FROM day_aggregates WHERE dimension = 1 AND name = 'Bash'")
        );
        return faults;
    }

    private static void Compare(List<string> faults, string what, long expected, long stored)
    {
        if (expected != stored)
        {
            faults.Add($"There should be {expected} {what}, and there are {stored}.");
        }
    }

    private static async Task<Dictionary<string, (long Revision, int Calls)>> ReadCellsAsync(DbConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT submitter, revision, content FROM cells";
        await using var reader = await command.ExecuteReaderAsync();
        var cells = new Dictionary<string, (long, int)>();
        while (await reader.ReadAsync())
        {
            var counts = JsonNode.Parse(Encoding.UTF8.GetString((byte[])reader[2]))!["c"]!.AsArray();
            var calls = (int)counts.Single(count => (string?)count![1] == "Bash")![2]!;
            cells.Add(Convert.ToHexStringLower((byte[])reader[0]), (reader.GetInt64(1), calls));
        }

        return cells;
    }

    /// <summary>A number, which PostgreSQL sums as a decimal.</summary>
    private static async Task<long> ReadAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync() is { } value and not DBNull ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : 0;
    }
}
