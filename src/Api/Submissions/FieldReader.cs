using System.Text.Json;
using ToolTime.Api.Problems;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Api.Submissions;

/// <summary>Reads single members of an object and records faults in them.</summary>
internal sealed class FieldReader(FaultList faults)
{
    public FaultList Faults { get; } = faults;

    /// <summary>Whether a member's name is one of these; does not allocate a string.</summary>
    public static bool IsOneOf(JsonProperty member, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (member.NameEquals(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gets a member; adds a fault if it is absent.</summary>
    public bool TryGetRequired(JsonElement parent, string name, string pointer, out JsonElement value)
    {
        if (parent.TryGetProperty(name, out value))
        {
            return true;
        }

        Faults.Add(pointer, FaultCode.Missing, $"{name} is required.");
        return false;
    }

    /// <summary>The submission's token; empty if there is a fault.</summary>
    public string Token(JsonElement root) => RequiredText(root, "submission_token", SubmitterId.MaximumTokenLength);

    /// <summary>The coding agent that a value names; unknown if there is a fault.</summary>
    public AgentClient Client(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String && AgentClientNames.TryParse(value.GetString()!, out var client))
        {
            return client;
        }

        Faults.Add("/client", FaultCode.Unsupported, $"client must be one of {AgentClientNames.Sentence}, or null.");
        return AgentClient.Unknown;
    }

    /// <summary>A string with a length limit; empty if there is a fault.</summary>
    public string RequiredText(JsonElement parent, string name, int maximumLength)
    {
        var pointer = $"/{name}";
        if (!TryGetRequired(parent, name, pointer, out var value))
        {
            return "";
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            Faults.Add(pointer, FaultCode.Type, $"{name} must be a string.");
            return "";
        }

        var text = value.GetString()!;
        if (text.Length < 1 || text.Length > maximumLength)
        {
            Faults.Add(pointer, FaultCode.Length, $"{name} must have 1 to {maximumLength} characters.");
            return "";
        }

        return text;
    }

    /// <summary>A whole number within bounds; the lower bound if there is a fault.</summary>
    public long Number(JsonElement value, string what, long minimum, long maximum, string pointer, int? member = null)
    {
        if (value.ValueKind != JsonValueKind.Number)
        {
            Faults.Add(pointer, member, FaultCode.Type, $"{what} must be a whole number.");
            return minimum;
        }

        if (!value.TryGetInt64(out var number))
        {
            Faults.Add(pointer, member, FaultCode.Type, $"{what} must be a whole number from {minimum} to {maximum}.");
            return minimum;
        }

        if (number < minimum || number > maximum)
        {
            Faults.Add(pointer, member, FaultCode.Range, $"{what} must be from {minimum} to {maximum}.");
            return minimum;
        }

        return number;
    }

    /// <summary>Adds a fault for each unknown member.</summary>
    public void RefuseUnknown(JsonElement parent, ReadOnlySpan<string> known, string pointer)
    {
        var position = 0;
        foreach (var member in parent.EnumerateObject())
        {
            if (!IsOneOf(member, known))
            {
                Faults.Add(pointer, position, FaultCode.UnknownMember, "Unknown member.");
            }

            position++;
        }
    }
}
