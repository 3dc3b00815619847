using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using ToolTime.Embedded.State;

namespace ToolTime.Embedded.Turns;

/// <summary>Makes grain objects through their one public constructor.</summary>
internal sealed class GrainConstructor
{
    private readonly Type _type;
    private readonly ConstructorInfo? _constructor;
    private readonly Func<Activation, object?>[] _arguments;

    public GrainConstructor(Type type)
    {
        _type = type;
        var constructors = type.GetConstructors();
        _constructor = constructors.Length == 1 ? constructors[0] : null;
        _arguments = [.. (_constructor?.GetParameters() ?? []).Select(ArgumentFor)];
    }

    /// <summary>Why grains of the class cannot be made, or null.</summary>
    public string? Fault => _constructor is null ? $"{_type.Name} must have exactly one public constructor." : null;

    public IGrainBase Construct(Activation activation)
    {
        var arguments = new object?[_arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = _arguments[i](activation);
        return (IGrainBase)_constructor!.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    private static Func<Activation, object?> ArgumentFor(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(IGrainContext))
            return static activation => activation;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state)
            return PersistentStates.FactoryFor(type, state);
        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
            return activation => activation.ActivationServices.GetRequiredKeyedService(type, keyed.Key);
        if (parameter.HasDefaultValue)
            return activation => activation.ActivationServices.GetService(type) ?? parameter.DefaultValue;
        return activation => activation.ActivationServices.GetRequiredService(type);
    }
}
