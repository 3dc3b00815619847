using System.Buffers;
using System.Text;

namespace ToolTime.Api.Submissions;

/// <summary>Which names a submission may contain.</summary>
internal static class NamePattern
{
    /// <summary>The maximum length of a name.</summary>
    public const int MaximumLength = 100;

    private const string Word = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:-";

    private const string Version = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-";
    private const int MaximumVersionLength = 32;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(Word);
    private static readonly SearchValues<char> PluginCharacters = SearchValues.Create(Word + "/@");
    private static readonly SearchValues<char> VersionCharacters = SearchValues.Create(Version);
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create(Encoding.ASCII.GetBytes(Word));
    private static readonly SearchValues<byte> PluginBytes = SearchValues.Create(Encoding.ASCII.GetBytes(Word + "/@"));
    private static readonly SearchValues<byte> VersionBytes = SearchValues.Create(Encoding.ASCII.GetBytes(Version));

    /// <summary><c>^[a-zA-Z0-9_.:-]{1,100}\z</c></summary>
    public static bool IsName(string text) => Consists<char>(text, NameCharacters, MaximumLength);

    /// <summary>A name that may also contain <c>/</c> and <c>@</c>.</summary>
    public static bool IsPlugin(string text) => Consists<char>(text, PluginCharacters, MaximumLength);

    /// <summary><c>^[0-9A-Za-z.+-]{1,32}\z</c></summary>
    public static bool IsVersion(string text) => Consists<char>(text, VersionCharacters, MaximumVersionLength);

    /// <inheritdoc cref="IsName(string)"/>
    public static bool IsName(ReadOnlySpan<byte> text) => Consists(text, NameBytes, MaximumLength);

    /// <inheritdoc cref="IsPlugin(string)"/>
    public static bool IsPlugin(ReadOnlySpan<byte> text) => Consists(text, PluginBytes, MaximumLength);

    /// <inheritdoc cref="IsVersion(string)"/>
    public static bool IsVersion(ReadOnlySpan<byte> text) => Consists(text, VersionBytes, MaximumVersionLength);

    private static bool Consists<T>(ReadOnlySpan<T> text, SearchValues<T> characters, int maximumLength)
        where T : IEquatable<T> => text.Length >= 1 && text.Length <= maximumLength && !text.ContainsAnyExcept(characters);
}
