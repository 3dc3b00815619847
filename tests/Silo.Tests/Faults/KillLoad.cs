using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace ToolTime.Silo.Tests.Faults;

/// <summary>
/// The submissions of the kill cycles, by number. Four numbers share a token, which may have three submissions accepted a day; of ten, one
/// has a fault, one a wrong signature, one is a snapshot with its own token.
/// </summary>
internal static class KillLoad
{
    public const int PerTokenPerDay = 3;

    public static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private const string SnapshotHour = "2026-11-20T11:00:00+00:00";

    /// <summary>What the server stores of it, if it does.</summary>
    public static StoredReport ReportOf(int number) => number % 10 == 7
        ? StoredReport.OfSnapshot(SnapshotToken(number), SnapshotHour, CallsOf(number))
        : StoredReport.OfCell(number / 4, DayOf(number), CallsOf(number));

    /// <summary>True if it must be refused in any case.</summary>
    public static bool IsFaulty(int number) => number % 10 >= 8;

    /// <summary>Sends it, and returns what the sender learns of its outcome.</summary>
    public static async Task<(SendOutcome SendOutcome, string? Receipt)> SendAsync(ServerProcess server, int number)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/api/submit", UriKind.Relative))
            {
                Content = new StringContent(BodyOf(number).ToJsonString(), new MediaTypeHeaderValue("application/json")),
            };
            if (number % 10 == 9)
            {
                request.Headers.Add("X-Signature", new string('0', 64));
            }

            using var response = await server.Client.SendAsync(request);
            var answer = JsonNode.Parse(await response.Content.ReadAsStreamAsync())!;
            return (OutcomeOf(number, response.StatusCode), (string?)answer["receipt"]);
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            return (SendOutcome.Unknown, null);
        }
    }

    private static SendOutcome OutcomeOf(int number, HttpStatusCode status) => (number % 10, status) switch
    {
        (8, HttpStatusCode.BadRequest) or (9, HttpStatusCode.Unauthorized) => SendOutcome.Refused,
        ( < 7, HttpStatusCode.TooManyRequests) => SendOutcome.Refused,
        ( < 8, HttpStatusCode.OK) => SendOutcome.Stored,
        (_, HttpStatusCode.ServiceUnavailable) => SendOutcome.Unknown,
        _ => throw new InvalidOperationException($"Number {number} was answered {(int)status}."),
    };

    private static JsonObject BodyOf(int number) => (number % 10) switch
    {
        7 => Reports.Snapshot(SnapshotToken(number), SnapshotHour, CallsOf(number)),
        8 => Reports.Cell(number / 4, DayOf(number), calls: 100_001),
        _ => Reports.Cell(number / 4, DayOf(number), CallsOf(number)),
    };

    private static int CallsOf(int number) => 1 + (number % 7);

    private static string DayOf(int number) => $"2026-11-{20 - (number % 4)}";

    private static int SnapshotToken(int number) => 1_000_000_000 + number;
}
