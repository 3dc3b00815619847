using System.Reflection;
using ToolTime.Embedded.Turns;

namespace ToolTime.Embedded.Calls;

/// <summary>Stands for a grain at its callers. References are equal when their grains are.</summary>
internal class GrainReference : DispatchProxy, IEquatable<GrainReference>
{
    public GrainEngine Engine { get; private set; } = null!;

    public GrainClass Class { get; private set; } = null!;

    public GrainId GrainId { get; private set; }

    /// <summary>Where the last call went. It may have closed since.</summary>
    public Mailbox? Mailbox { get; set; }

    public static IAddressable Create(GrainEngine engine, Type grainInterface, GrainClass grainClass, GrainId grainId)
    {
        var reference = (GrainReference)Create(grainInterface, typeof(GrainReference));
        reference.Engine = engine;
        reference.Class = grainClass;
        reference.GrainId = grainId;
        return (IAddressable)(object)reference;
    }

    public bool Equals(GrainReference? other) => other is not null && GrainId == other.GrainId;

    public sealed override bool Equals(object? obj) => Equals(obj as GrainReference);

    public sealed override int GetHashCode() => GrainId.GetHashCode();

    // The key may be private, so it is not part of what a debugger's or a logger's habit writes.
    public sealed override string ToString() => $"Reference to {Class.Name}";

    protected sealed override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        Engine.Catalog.MethodOf(targetMethod!).Call(this, args ?? []);
}
