using System.Text.Json;
using System.Text.Unicode;
using ToolTime.Api.Problems;
using ToolTime.Calendar;
using ToolTime.Names;
using ToolTime.Submissions;

namespace ToolTime.Api.Submissions;

/// <summary>Reads a submission of either form, or finds every fault in it.</summary>
internal static class SubmissionParser
{
    /// <summary>How deep a body may nest.</summary>
    public const int MaximumDepth = 8;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = MaximumDepth };

    /// <summary>The submission; null where there are faults.</summary>
    public static ParsedSubmission? Parse(ReadOnlyMemory<byte> body, NameList names, FaultList faults)
    {
        if (!Utf8.IsValid(body.Span))
        {
            faults.Add("", FaultCode.Json, "The body is not UTF-8.");
            return null;
        }

        return PlainDayCells.Read(body.Span, names, () => ParseWhole(body, names, new())!.Positions()) ?? ParseWhole(body, names, faults);
    }

    /// <summary>Reads a body as a document, in which every fault can be found.</summary>
    internal static ParsedSubmission? ParseWhole(ReadOnlyMemory<byte> body, NameList names, FaultList faults)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            var submission = ParseForm(document.RootElement, names, faults);
            return faults.Any ? null : submission;
        }
        catch (JsonException)
        {
            JsonFaults.Find(body.Span, faults);
            return null;
        }
        catch (InvalidOperationException)
        {
            // What the reader says of half a surrogate pair, which is JSON's grammar but no text.
            faults.Add("", FaultCode.Json, "A string in the body is not Unicode text.");
            return null;
        }
    }

    private static ParsedSubmission? ParseForm(JsonElement root, NameList names, FaultList faults)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            faults.Add("", FaultCode.Type, "The body must be an object.");
            return null;
        }

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

/// <summary>A submission whose fields are in order; its time is yet to be looked at.</summary>
internal sealed record ParsedSubmission
{
    /// <summary>The token, which goes no further than this endpoint.</summary>
    public required string Token { get; init; }

    /// <summary>The epoch that it is about.</summary>
    public required Epoch Epoch { get; init; }

    /// <summary>What was reported.</summary>
    public required Submission Submission { get; init; }

    /// <summary>When a snapshot says it was made; null for day cells.</summary>
    public required DateTimeOffset? Generated { get; init; }

    /// <summary>Finds where each count stands in the body, which hardly any answer needs.</summary>
    public required Func<CountPositions> Positions { get; init; }

    /// <summary>Names that count under their dimension's bucket.</summary>
    public required int Bucketed { get; init; }
}
