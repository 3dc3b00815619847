using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>Identifies a grain: its type and its key. Keys may be private, so an id never enters a log line or an exception.</summary>
/// <param name="type">The grain's type.</param>
/// <param name="key">The grain's key.</param>
public readonly struct GrainId(GrainType type, IdSpan key) : IEquatable<GrainId>
{
    /// <summary>The grain's type.</summary>
    public GrainType Type { get; } = type;

    /// <summary>The grain's key.</summary>
    public IdSpan Key { get; } = key;

    /// <summary>Whether this is the default value, which identifies nothing.</summary>
    public bool IsDefault => Type.IsDefault && Key.IsDefault;

    /// <summary>Creates a <see cref="GrainId"/>.</summary>
    /// <param name="type">The grain's type.</param>
    /// <param name="key">The grain's key.</param>
    public static GrainId Create(GrainType type, string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return new GrainId(type, IdSpan.Create(key));
    }

    /// <summary>Creates a <see cref="GrainId"/>.</summary>
    /// <param name="type">The grain's type.</param>
    /// <param name="key">The grain's key.</param>
    public static GrainId Create(string type, string key) => Create(GrainType.Create(type), key);

    /// <inheritdoc/>
    public bool Equals(GrainId other) => Key.Equals(other.Key) && Type.Equals(other.Type);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is GrainId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Key);

    /// <summary>The type and the key, as <c>type/key</c>.</summary>
    public override string ToString() => $"{Type}/{Key}";

    /// <summary>Whether two values are the same.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);
}
