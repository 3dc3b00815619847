using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ToolTime.Silo.Tests.Faults;

/// <summary>A day cell or snapshot, its submitter, and its calls of the tool that these tests report.</summary>
/// <param name="Submitter">The 32 bytes of the submitter's id, in Base64.</param>
/// <param name="At">The cell's day, or the snapshot's hour.</param>
/// <param name="Revision">The cell's revision; null for a snapshot.</param>
/// <param name="Calls">The calls of that tool.</param>
internal sealed record StoredReport(string Submitter, string At, long? Revision, int Calls)
{
    private static readonly DateOnly FirstEpoch = new(2024, 1, 1);

    /// <summary>The key: a server stores no two with the same.</summary>
    public (string Submitter, string At) Key => (Submitter, At);

    /// <summary>Reads a piece of a backup.</summary>
    public static StoredReport Of(JsonObject piece) => new(
        (string)piece["submitter"]!,
        (string?)piece["date"] ?? (string)piece["hour"]!,
        (long?)piece["revision"],
        (int)JsonNode.Parse((string)piece["content"]!)!["c"]![0]![2]!);

    /// <summary>The cell that <see cref="Reports.Cell"/> creates.</summary>
    public static StoredReport OfCell(int submitter, string day, int calls, long revision = 1) =>
        new(SubmitterOf(submitter, day), day, revision, calls);

    /// <summary>The snapshot that <see cref="Reports.Snapshot"/> creates.</summary>
    public static StoredReport OfSnapshot(int submitter, string hour, int calls) =>
        new(SubmitterOf(submitter, hour[..10]), hour, null, calls);

    private static string SubmitterOf(int submitter, string day)
    {
        var epoch = (DateOnly.ParseExact(day, "yyyy-MM-dd").DayNumber - FirstEpoch.DayNumber) / 28;
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{epoch}:{Reports.Token(submitter)}")));
    }
}
