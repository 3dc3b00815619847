using System.Text.Json;
using System.Text.Unicode;
using ToolTime.Api.Problems;
using ToolTime.Api.Requests;
using ToolTime.Calendar;
using ToolTime.Names;
using ToolTime.Submissions;

namespace ToolTime.Api.Submissions;

/// <summary>Parses a submission of either form, or finds every fault in it.</summary>
internal static class SubmissionParser
{
    private static readonly BodyForm Form = new(
        [.. SnapshotReader.RootMembers, .. DayCellReader.RootMembers],
        "days",
        DayCellReader.DayMembers
    );

    /// <summary>The submission; null if there are faults.</summary>
    public static ParsedSubmission? Parse(ReadOnlyMemory<byte> body, NameList names, FaultList faults) =>
        (Utf8.IsValid(body.Span) ? PlainDayCells.Read(body.Span, names, () => ParseWhole(body, names, new())!.Positions()) : null)
        ?? ParseWhole(body, names, faults);

    /// <summary>Parses a body as a document, in which every fault can be found.</summary>
    internal static ParsedSubmission? ParseWhole(ReadOnlyMemory<byte> body, NameList names, FaultList faults) =>
        JsonBody.Read(body, Form, faults, root => ParseForm(root, names, faults));

    private static ParsedSubmission? ParseForm(JsonElement root, NameList names, FaultList faults)
    {
        if (!root.TryGetProperty("schema"u8, out var schema))
        {
            return new SnapshotReader(faults, names).Read(root);
        }

        switch (schema.ValueKind == JsonValueKind.Number && schema.TryGetInt32(out var number) ? number : 0)
        {
            case 1:
                return new SnapshotReader(faults, names).Read(root);
            case 2:
                return new DayCellReader(faults, names).Read(root);
            default:
                faults.Add("/schema", FaultCode.Unsupported, "schema must be 1 or 2.");
                return null;
        }
    }
}

/// <summary>A submission with valid fields, whose time has not been checked yet.</summary>
internal sealed record ParsedSubmission
{
    /// <summary>The token; it goes no further than this endpoint.</summary>
    public required string Token { get; init; }

    /// <summary>The epoch of the report.</summary>
    public required Epoch Epoch { get; init; }

    public required Submission Submission { get; init; }

    /// <summary>When a snapshot claims to have been made; null for day cells.</summary>
    public required DateTimeOffset? Generated { get; init; }

    /// <summary>Finds the position of each count in the body; few answers need it.</summary>
    public required Func<CountPositions> Positions { get; init; }

    /// <summary>The number of names that count in their dimension's bucket.</summary>
    public required int Bucketed { get; init; }
}
