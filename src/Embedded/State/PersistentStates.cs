using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using ToolTime.Embedded.Turns;

namespace ToolTime.Embedded.State;

/// <summary>Makes what a grain's constructor gets for a <see cref="PersistentStateAttribute"/>.</summary>
internal static class PersistentStates
{
    /// <exception cref="OrleansConfigurationException">The parameter is no <see cref="IPersistentState{TState}"/>.</exception>
    public static Func<Activation, object?> FactoryFor(Type parameterType, PersistentStateAttribute state)
    {
        if (!parameterType.IsGenericType || parameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new OrleansConfigurationException($"The state {state.StateName} must be taken as IPersistentState of its type, not as {parameterType.Name}.");

        var create = typeof(PersistentStates)
            .GetMethod(nameof(Create), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(parameterType.GetGenericArguments())
            .CreateDelegate<Func<Activation, PersistentStateAttribute, object>>();
        return activation => create(activation, state);
    }

    private static PersistentState<TState> Create<TState>(Activation activation, PersistentStateAttribute state)
    {
        var services = activation.ActivationServices;
        var storage = state.StorageName is { } name
            ? services.GetRequiredKeyedService<IGrainStorage>(name)
            : services.GetRequiredService<IGrainStorage>();
        var persistentState = new PersistentState<TState>(activation, storage, state.StateName);
        activation.AddState(persistentState);
        return persistentState;
    }
}
