using System.Text.Json;
using System.Text.Unicode;
using ToolTime.Api.Problems;

namespace ToolTime.Api.Submissions;

/// <summary>Parses a request's body as one JSON document, or finds every fault in it.</summary>
internal static class JsonBody
{
    /// <summary>The maximum depth of a body.</summary>
    public const int MaximumDepth = 8;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = MaximumDepth };

    /// <summary>What <paramref name="read"/> returns for the document; null if there are faults.</summary>
    /// <param name="json">The body.</param>
    /// <param name="faults">Gets the faults that are found here, and those that <paramref name="read"/> finds.</param>
    /// <param name="read">Reads the document, which is an object.</param>
    public static T? Read<T>(ReadOnlyMemory<byte> json, FaultList faults, Func<JsonElement, T?> read)
        where T : class
    {
        if (!Utf8.IsValid(json.Span))
        {
            faults.Add("", FaultCode.Json, "The body is not UTF-8.");
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                faults.Add("", FaultCode.Type, "The body must be an object.");
                return null;
            }

            var result = read(document.RootElement);
            return faults.Any ? null : result;
        }
        catch (JsonException)
        {
            JsonFaults.Find(json.Span, faults);
            return null;
        }
        catch (InvalidOperationException)
        {
            // The reader's exception for half a surrogate pair, which is valid JSON but not text.
            faults.Add("", FaultCode.Json, "A string in the body is not Unicode text.");
            return null;
        }
    }
}
