using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>Names a kind of grain: its class's name in lower case without the ending <c>Grain</c>.</summary>
public readonly struct GrainType : IEquatable<GrainType>
{
    private readonly IdSpan _value;

    private GrainType(IdSpan value) => _value = value;

    /// <summary>The name.</summary>
    public IdSpan Value => _value;

    /// <summary>Whether this is the default value, which names nothing.</summary>
    public bool IsDefault => _value.IsDefault;

    /// <summary>Creates a <see cref="GrainType"/>.</summary>
    /// <param name="value">The name.</param>
    public static GrainType Create(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return new GrainType(IdSpan.Create(value));
    }

    /// <inheritdoc/>
    public bool Equals(GrainType other) => _value.Equals(other._value);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is GrainType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode();

    /// <summary>The name itself.</summary>
    public override string ToString() => _value.ToString();

    /// <summary>Whether two values are the same.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);
}
