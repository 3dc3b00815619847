using System.Text.Json;
using System.Text.Json.Serialization;

namespace ToolTime.Recording.Usage;

/// <summary>How often a skill was invoked, and how often the user typed it.</summary>
[JsonConverter(typeof(SkillCountConverter))]
internal sealed record SkillCount
{
    public int Calls { get; init; }

    /// <summary>Null if unknown, or not shared.</summary>
    public int? ByUser { get; init; }
}

/// <summary>Writes a count alone as a number, as earlier versions always did.</summary>
internal sealed class SkillCountConverter : JsonConverter<SkillCount>
{
    public override SkillCount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.Number)
        {
            return new() { Calls = reader.GetInt32() };
        }

        var count = new SkillCount();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var isCalls = reader.ValueTextEquals("calls"u8);
            reader.Read();
            count = isCalls ? count with { Calls = reader.GetInt32() } : count with { ByUser = reader.GetInt32() };
        }

        return count;
    }

    public override void Write(Utf8JsonWriter writer, SkillCount value, JsonSerializerOptions options)
    {
        if (value.ByUser is not { } byUser)
        {
            writer.WriteNumberValue(value.Calls);
            return;
        }

        writer.WriteStartObject();
        writer.WriteNumber("calls"u8, value.Calls);
        writer.WriteNumber("by_user"u8, byUser);
        writer.WriteEndObject();
    }
}
