using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Storage;
using ToolTime.Storage.Registration;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Silo.Tests.Faults;

/// <summary>A server killed in the middle of a publication: the next one publishes the same, once.</summary>
public class KilledPublicationTests : ServerTest
{
    private const int Submitters = 2_600;

    private static readonly IsoWeek Week = IsoWeek.Parse("2026-W47");
    private static readonly DateTimeOffset Due = new(2026, 11, 26, 0, 15, 0, TimeSpan.Zero);

    /// <summary>Keeps the publication from being stored, by a count that never ends.</summary>
    private protected virtual string Hold =>
        """
        CREATE TRIGGER hold AFTER INSERT ON publications
        BEGIN UPDATE meta SET value = value WHERE (SELECT count(*) FROM cells AS a, cells AS b, cells AS c, cells AS d) = 0; END
        """;

    /// <summary>Allows it to be stored again.</summary>
    private protected virtual string Release => "DROP TRIGGER hold";

    [Fact]
    public async Task Kill_InTheMiddleOfAPublication_GoesOnAndPublishesTheSameBytes()
    {
        await using var undisturbed = await PrepareAsync();
        await using var server = await PrepareAsync();
        var expected = PublishAsync(undisturbed);

        await server.StartAsync();
        await ExecuteAsync(server, Hold);
        var publishing = server.RunMaintenanceAsync();
        while (!await IsHeldAsync(server))
        {
            Assert.False(publishing.IsCompleted, "It was published, and should have been held.");
        }

        await server.KillAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => publishing);
        await ExecuteAsync(server, Release);
        Assert.Equal(0, await CountAsync(server));

        Assert.Equal(await expected, await PublishAsync(server));
        Assert.Equal(1, await CountAsync(server));
    }

    /// <summary>Whether the server is at the hold: then nobody else writes for a second.</summary>
    private protected virtual async Task<bool> IsHeldAsync(ServerProcess server)
    {
        await using var connection = new SqliteConnection($"Data Source={server.DatabasePath};Pooling=false;Default Timeout=1");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
            return false;
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode == 5)
        {
            return true;
        }
    }

    private protected virtual async Task<object?> ExecuteAsync(ServerProcess server, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={server.DatabasePath};Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();

        // The server's connection is the one that checkpoints.
        command.CommandText = "PRAGMA wal_autocheckpoint = 0";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Starts a server and makes it publish what is due.</summary>
    private static async Task<string> PublishAsync(ServerProcess server)
    {
        await server.StartAsync();
        await server.RunMaintenanceAsync();
        var stats = await server.Client.GetStringAsync(
            new Uri("/v1/api/stats?window=week", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.Contains($"\"unique_submitters\":{Submitters}", stats, StringComparison.Ordinal);
        return stats;
    }

    /// <summary>Prepares a server, and its database with a week's reports.</summary>
    private async Task<ServerProcess> PrepareAsync()
    {
        var where = await StorageAsync();
        var server = ServerProcess.Prepare(Due, [.. where, .. RunningServer.ExactLimits(minimum: 1)]);
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Storage:ConnectionString", $"Data Source={server.DatabasePath}")])
            .AddCommandLine(where)
            .Build();
        var services = new ServiceCollection().AddLogging().AddStorage(settings);
        services.AddSingleton(new DomainClock(new SimulatedClock(server.ClockPath)));
        await using var storage = services.BuildServiceProvider();
        storage.GetRequiredService<IStorageEngine>().Open();
        var store = storage.GetRequiredService<ISubmissionStore>();
        await Task.WhenAll(Enumerable.Range(0, Submitters).Select(number => store.SubmitAsync(Submission(number))));
        return server;
    }

    private static NewSubmission Submission(int number)
    {
        UsageReport report = new()
        {
            Counts =
            [
                new()
                {
                    Dimension = Dimension.Tool,
                    Name = "Bash",
                    Calls = 1 + (number % 7),
                    ObservedCalls = 1,
                    Errors = number % 2,
                },
            ],
        };
        var content = CanonicalReport.Encode(report, totalEvents: null);
        return new()
        {
            Receipt = Guid.NewGuid(),
            Submitter = SubmitterId.Derive(Epoch.Containing(Week.FirstDay), $"token-{number}"),
            Client = number % 3 == 0 ? AgentClient.Codex : AgentClient.ClaudeCode,
            ReceivedHour = new(Week.FirstDay.AddDays(4), new(18, 0), TimeSpan.Zero),
            DailyLimit = 0,
            Rows =
            [
                new NewRow.Cell
                {
                    Day = Week.FirstDay.AddDays(number % 5),
                    Revision = 1,
                    Content = [.. content],
                    ContentHash = [.. SHA256.HashData(content)],
                },
            ],
        };
    }

    private async Task<long> CountAsync(ServerProcess server) => (long)(await ExecuteAsync(server, "SELECT count(*) FROM publications"))!;
}
