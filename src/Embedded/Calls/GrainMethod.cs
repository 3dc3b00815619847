using System.Reflection;

namespace ToolTime.Embedded.Calls;

/// <summary>A method of a grain interface, and how to call it.</summary>
internal abstract class GrainMethod
{
    protected GrainMethod(MethodInfo method)
    {
        Method = method;
        Timeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        TakesToken = method.GetParameters() is [.., var last] && last.ParameterType == typeof(CancellationToken);
    }

    public MethodInfo Method { get; }

    /// <summary>How long callers wait; null for the engine's default.</summary>
    public TimeSpan? Timeout { get; }

    public bool TakesToken { get; }

    public static bool CanReturn(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)));

    public static GrainMethod Create(MethodInfo method)
    {
        var result = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : typeof(Nothing);
        return (GrainMethod)Activator.CreateInstance(typeof(GrainMethod<>).MakeGenericType(result), method)!;
    }

    /// <summary>Sends a call.</summary>
    /// <returns>The task, of the type that the method returns, of the grain's answer.</returns>
    public abstract object Call(GrainReference reference, object?[] arguments);
}
