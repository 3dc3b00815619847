using System.Net;
using ToolTime.Silo.Tests.Faults;
using ToolTime.Storage.Tests.PostgreSql;

namespace ToolTime.Silo.Tests.PostgreSql;

/// <summary>A database that becomes read-only under a running server, as when its disk is full or its primary moved.</summary>
public sealed class PostgresReadOnlyTests(PostgresServer postgres)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Submit_TheDatabaseIsReadOnly_Is503UntilItMayBeWrittenAndLosesNothing()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var server = await InProcessServer.StartAsync(Now, PostgresSettings.For(postgres.ConnectionString(database)));
        Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(1, "2026-11-16", calls: 5)));

        await SetReadOnlyAsync(database, "on");
        using (var refused = await server.PostJsonAsync("/v1/api/submit", Reports.Cell(2, "2026-11-16", calls: 7)))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter?.Delta);
        }

        using (var ready = await server.Client.GetAsync(new Uri("/readyz", UriKind.Relative), TestContext.Current.CancellationToken))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        }

        await SetReadOnlyAsync(database, "off");
        Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(2, "2026-11-16", calls: 7)));
        Assert.Equal(
            [StoredReport.OfCell(1, "2026-11-16", 5), StoredReport.OfCell(2, "2026-11-16", 7)],
            (await BackupContents.TakeAsync(server)).Rows.OrderBy(row => row.Calls));
    }

    /// <summary>Only new sessions see the change, so existing ones are ended.</summary>
    private async Task SetReadOnlyAsync(string database, string value)
    {
        await postgres.ExecuteAsync("postgres", $"ALTER DATABASE {database} SET default_transaction_read_only = {value}");
        await postgres.ExecuteAsync("postgres", PostgresServer.Terminate(database));
    }
}
