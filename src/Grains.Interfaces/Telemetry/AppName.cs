using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace ToolTime.Telemetry;

/// <summary>The name of a program whose telemetry is accepted: 1 to 32 lower-case letters, digits and dashes. Ordinal.</summary>
public readonly record struct AppName : IParsable<AppName>
{
    private const int MaximumLength = 32;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private readonly string? _value;

    private AppName(string value) => _value = value;

    /// <inheritdoc/>
    public static AppName Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var app)
            ? app
            : throw new FormatException($"An app has 1 to {MaximumLength} lower-case letters, digits and dashes.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AppName result)
    {
        var valid = s is { Length: >= 1 and <= MaximumLength } && !s.AsSpan().ContainsAnyExcept(Allowed);
        result = valid ? new(s!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? throw new InvalidOperationException("A default AppName has no value.");
}
