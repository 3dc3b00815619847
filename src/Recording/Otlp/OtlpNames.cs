using System.Buffers;
using ToolTime.Recording.Hooks;

namespace ToolTime.Recording.Otlp;

/// <summary>Decides which texts are names. Anything else a client may send in place of a name is not stored.</summary>
internal static class OtlpNames
{
    private const int MaxName = 100;

    private static readonly SearchValues<char> OfNames = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:-/@[]"
    );

    // What Claude Code sends in place of the user's own names.
    private static readonly string[] Placeholders = ["custom", "custom_skill", "third-party"];

    /// <summary>The name; `(unnamed)` if it is not valid, null if there is none.</summary>
    public static string? Name(string? text) =>
        string.IsNullOrEmpty(text) ? null
        : Placeholders.Contains(text) || !IsName(text) ? EventLine.Unnamed
        : text;

    /// <summary>The same, but null if it is not valid.</summary>
    public static string? NameOrNull(string? text) => Name(text) is { } name && name != EventLine.Unnamed ? name : null;

    private static bool IsName(string text) =>
        text.Length <= MaxName && text[0] is not '/' && !text.AsSpan().ContainsAnyExcept(OfNames);
}
