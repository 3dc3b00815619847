using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ToolTime.Grains.Storage;

/// <summary>The form in which publications are stored: UTF-8 JSON after its SHA-256, so that damage is noticed.</summary>
internal static class HashedJson
{
    public static byte[] Encode<T>(T value, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(value, type);
        return [.. SHA256.HashData(json), .. json];
    }

    /// <exception cref="InvalidDataException">The bytes are damaged, or of a form that this version does not know.</exception>
    public static T Decode<T>(ReadOnlySpan<byte> content, JsonTypeInfo<T> type)
        where T : class
    {
        const int HashLength = SHA256.HashSizeInBytes;
        if (content.Length < HashLength || !SHA256.HashData(content[HashLength..]).AsSpan().SequenceEqual(content[..HashLength]))
        {
            throw new InvalidDataException("A stored publication is damaged.");
        }

        try
        {
            return JsonSerializer.Deserialize(content[HashLength..], type) ?? throw new InvalidDataException("A stored publication is empty.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("A stored publication has a form that this version does not know.", exception);
        }
    }
}
