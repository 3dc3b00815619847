using System.Text.Json;
using ToolTime.Api.Problems;

namespace ToolTime.Api.Submissions;

/// <summary>Says why a body is no JSON that may be: its grammar, its depth, or a member that stands twice.</summary>
internal static class JsonFaults
{
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = SubmissionBody.MaximumBytes };

    public static void Find(ReadOnlySpan<byte> body, FaultList faults)
    {
        try
        {
            Walk(body, faults);
            if (!faults.Any)
            {
                faults.Add("", FaultCode.Json, "The body is not JSON.");
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            faults.Add("", FaultCode.Json, "The body is not JSON.");
        }
    }

    private static void Walk(ReadOnlySpan<byte> body, FaultList faults)
    {
        var json = new Utf8JsonReader(body, Deep);
        var objects = new Stack<HashSet<string>?>();
        while (json.Read())
        {
            switch (json.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray when objects.Count == SubmissionParser.MaximumDepth:
                    faults.Add("", FaultCode.Depth, $"The body may nest {SubmissionParser.MaximumDepth} deep.");
                    return;
                case JsonTokenType.StartObject:
                    objects.Push([]);
                    break;
                case JsonTokenType.StartArray:
                    objects.Push(null);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    objects.Pop();
                    break;
                case JsonTokenType.PropertyName when !objects.Peek()!.Add(json.GetString()!):
                    faults.Add("", objects.Count == 1 ? null : objects.Peek()!.Count, FaultCode.DuplicateMember, "A member stands twice in an object.");
                    break;
            }
        }
    }
}
