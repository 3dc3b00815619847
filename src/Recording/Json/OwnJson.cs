using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Json;

/// <summary>Files of JSON that only tooltime writes.</summary>
internal static class OwnJson
{
    /// <returns>Null if there is no such file, or it is damaged: a machine that crashes may leave an empty one.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>As <see cref="Read"/>, and null for a file that cannot be read: for what is cheap to lose.</summary>
    public static T? ReadIfPossible<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return Read(path, type);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Replaces the file as a whole, readable by its owner alone.</summary>
    public static void Replace<T>(string path, T value, JsonTypeInfo<T> type) =>
        PrivateFiles.Replace(path, JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>As <see cref="Replace"/>, and leaves the file as it is where it cannot be written.</summary>
    public static void ReplaceIfPossible<T>(string path, T value, JsonTypeInfo<T> type)
    {
        try
        {
            Replace(path, value, type);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
