using System.Reflection;

namespace ToolTime.Embedded.Turns;

/// <summary>A grain class and what the engine knows of it.</summary>
internal sealed class GrainClass(Type type)
{
    private const string Suffix = "Grain";

    public Type Type { get; } = type;

    public GrainType GrainType { get; } = GrainType.Create(NameOf(type));

    /// <summary>The grain type, for measurements.</summary>
    public string TypeName { get; } = NameOf(type);

    /// <summary>The class's name, for messages and logs.</summary>
    public string Name => Type.Name;

    /// <summary>After how long without a call its activations end; null for the engine's default.</summary>
    public TimeSpan? CollectionAge { get; } = type.GetCustomAttribute<CollectionAgeLimitAttribute>()?.AgeLimit;

    public GrainConstructor Constructor { get; } = new(type);

    public GrainCount Count { get; } = new();

    /// <summary>The interfaces by which it can be called.</summary>
    public IEnumerable<Type> Interfaces => Type.GetInterfaces().Where(GrainCatalog.IsGrainInterface);

    private static string NameOf(Type type)
    {
        var name = type.Name;
        if (name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal))
            name = name[..^Suffix.Length];
        return name.ToLowerInvariant();
    }
}
