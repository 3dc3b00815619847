using System.Buffers;
using ToolTime.Recording.Hooks;

namespace ToolTime.Recording.Otlp;

/// <summary>Which texts are names. Anything else a client may send in the place of one is not stored.</summary>
internal static class OtlpNames
{
    private const int MaxName = 100;

    private static readonly SearchValues<char> OfNames = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:-/@[]"
    );

    // What Claude Code says in place of a name that is its user's own.
    private static readonly string[] Placeholders = ["custom", "custom_skill", "third-party"];

    /// <summary>The name; `(unnamed)` for what is none, null where there is nothing.</summary>
    public static string? Name(string? text) =>
        string.IsNullOrEmpty(text) ? null
        : Placeholders.Contains(text) || !IsName(text) ? EventLine.Unnamed
        : text;

    /// <summary>The same, and null for what is no name.</summary>
    public static string? NameOrNull(string? text) => Name(text) is { } name && name != EventLine.Unnamed ? name : null;

    private static bool IsName(string text) =>
        text.Length <= MaxName && text[0] is not '/' && !text.AsSpan().ContainsAnyExcept(OfNames);
}
