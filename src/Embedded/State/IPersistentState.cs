using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>State that outlives the activation, taken by a constructor parameter with <see cref="PersistentStateAttribute"/>. It is read before <see cref="Grain.OnActivateAsync"/>.</summary>
/// <typeparam name="TState">The state's type: a class with a public constructor without parameters, written as JSON.</typeparam>
public interface IPersistentState<TState> : IStorage<TState>;
