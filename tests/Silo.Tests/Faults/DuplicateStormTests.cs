using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ToolTime.Silo.Tests.PostgreSql;
using ToolTime.Storage.Tests.PostgreSql;

namespace ToolTime.Silo.Tests.Faults;

/// <summary>The same submissions again and again, in any order, over several connections to two servers on one database.</summary>
public sealed class DuplicateStormTests(PostgresServer postgres)
{
    private const int ConnectionsOfEach = 8;
    private const string Hour = "2026-11-20T11:00:00+00:00";

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly int Distinct = Extent.Choose(600, whenLong: 10_000);
    private static readonly int Requests = Extent.Choose(3_000, whenLong: 1_000_000);

    private readonly int[] _accepted = new int[Distinct];
    private readonly int[] _unknown = new int[Distinct];
    private readonly HashSet<string> _receipts = [];

    [Fact]
    public async Task Submit_TheSameManyTimesToTwoServers_IsAcceptedOnceAndCountedOnce()
    {
        var order = Enumerable.Range(0, Requests).Select(request => request % Distinct).ToArray();
        Extent.Chance().Shuffle(order);
        var connectionString = postgres.ConnectionString(await postgres.CreateDatabaseAsync());
        await using var first = await ServerProcess.StartAsync(
            Now,
            [.. PostgresSettings.For(connectionString), .. RunningServer.ExactLimits(minimum: 1)]
        );
        await using var second = await ServerProcess.StartAsync(
            Now,
            [.. PostgresSettings.For(connectionString), .. RunningServer.ExactLimits(minimum: 1)]
        );

        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, 2 * ConnectionsOfEach).Select(async connection =>
        {
            while (Interlocked.Increment(ref next) is var request && request < Requests)
            {
                await SendAsync(connection % 2 == 0 ? first : second, order[request]);
            }
        }));

        // If an answer was 503, the server may have accepted the submission, so no other answer says so.
        Assert.All(Enumerable.Range(0, Distinct), number => Assert.InRange(_accepted[number], _unknown[number] > 0 ? 0 : 1, 1));
        var backup = await BackupContents.TakeAsync(first);
        Assert.Equal(Distinct, backup.Receipts.Count);
        Assert.Superset(_receipts, backup.Receipts.Select(receipt => Guid.Parse(receipt).ToString("n")).ToHashSet());
        Assert.Equal(Distinct, backup.Rows.Count);
        Assert.Equal(Enumerable.Range(0, Distinct).Select(ReportOf).ToHashSet(), backup.Rows.ToHashSet());

        // The maintenance grain is on either server.
        first.SetClock(Now.AddDays(10));
        second.SetClock(Now.AddDays(10));
        await first.RunMaintenanceAsync();
        var bash = (await first.GetStatsAsync("week=2026-W47"))["tools"]![0]!;
        Assert.Equal(
            (Distinct, Reports.AsPublished(Enumerable.Range(0, Distinct).Sum(CallsOf))),
            ((int)bash["unique_submitters"]!, (long)bash["total_calls"]!));
    }

    private static int CallsOf(int number) => 1 + (number % 11);

    private static bool IsSnapshot(int number) => number % 4 == 0;

    private static StoredReport ReportOf(int number) => IsSnapshot(number)
        ? StoredReport.OfSnapshot(number, Hour, CallsOf(number))
        : StoredReport.OfCell(number, "2026-11-20", CallsOf(number));

    private static byte[] BodyOf(int number) =>
        Encoding.UTF8.GetBytes(
            (
                IsSnapshot(number) ? Reports.Snapshot(number, Hour, CallsOf(number)) : Reports.Cell(number, "2026-11-20", CallsOf(number))
            ).ToJsonString()
        );

    private async Task SendAsync(ServerProcess server, int number)
    {
        using var content = new ByteArrayContent(BodyOf(number))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
        using var response = await server.Client.PostAsync(new Uri("/v1/api/submit", UriKind.Relative), content);
        if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            Interlocked.Increment(ref _unknown[number]);
            return;
        }

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = JsonNode.Parse(await response.Content.ReadAsStreamAsync())!;
        if ((string?)answer["status"] == "ok")
        {
            Interlocked.Increment(ref _accepted[number]);
            lock (_receipts)
            {
                Assert.True(_receipts.Add((string)answer["receipt"]!));
            }
        }
        else
        {
            Assert.Equal("duplicate", (string?)answer["status"]);
        }
    }
}
