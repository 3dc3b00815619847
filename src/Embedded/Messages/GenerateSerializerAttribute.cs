namespace Orleans;

/// <summary>
/// Marks a type that crosses between grains. Nothing is generated here, since no call leaves the process;
/// on a cluster the same mark makes the type's serializer.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute;
