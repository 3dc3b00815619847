namespace Orleans.Runtime;

/// <summary>Marks a grain's constructor parameter of type <see cref="IPersistentState{TState}"/>.</summary>
/// <param name="stateName">The state's name, unique in the grain class.</param>
/// <param name="storageName">The key under which an <see cref="Storage.IGrainStorage"/> is registered; null for the default one.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    /// <summary>The state's name.</summary>
    public string StateName { get; } = stateName;

    /// <summary>The storage's name.</summary>
    public string? StorageName { get; } = storageName;
}
