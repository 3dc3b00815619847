using System.Buffers;

namespace ToolTime.Api.Submissions;

/// <summary>Which names may be in a submission.</summary>
internal static class NamePattern
{
    /// <summary>The most characters of a name.</summary>
    public const int MaximumLength = 100;

    private const string Word = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:-";

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(Word);
    private static readonly SearchValues<char> PluginCharacters = SearchValues.Create(Word + "/@");
    private static readonly SearchValues<char> VersionCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-");

    /// <summary><c>^[a-zA-Z0-9_.:-]{1,100}\z</c></summary>
    public static bool IsName(string text) => Consists(text, NameCharacters, MaximumLength);

    /// <summary>A name that may also hold <c>/</c> and <c>@</c>.</summary>
    public static bool IsPlugin(string text) => Consists(text, PluginCharacters, MaximumLength);

    /// <summary><c>^[0-9A-Za-z.+-]{1,32}\z</c></summary>
    public static bool IsVersion(string text) => Consists(text, VersionCharacters, 32);

    private static bool Consists(string text, SearchValues<char> characters, int maximumLength) =>
        text.Length >= 1 && text.Length <= maximumLength && !text.AsSpan().ContainsAnyExcept(characters);
}
