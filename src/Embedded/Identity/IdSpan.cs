using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>A part of a grain's identity: a text that compares ordinally.</summary>
public readonly struct IdSpan : IEquatable<IdSpan>
{
    private readonly string? _value;

    private IdSpan(string value) => _value = value;

    /// <summary>Whether this is the default value, which identifies nothing.</summary>
    public bool IsDefault => _value is null;

    /// <summary>Creates an <see cref="IdSpan"/>.</summary>
    /// <param name="id">The text.</param>
    public static IdSpan Create(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new IdSpan(id);
    }

    /// <inheritdoc/>
    public bool Equals(IdSpan other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is IdSpan other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : string.GetHashCode(_value, StringComparison.Ordinal);

    /// <summary>The text itself.</summary>
    public override string ToString() => _value ?? "";

    /// <summary>Whether two values are the same.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);
}
