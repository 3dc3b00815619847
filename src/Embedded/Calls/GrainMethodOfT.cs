using System.Reflection;

namespace ToolTime.Embedded.Calls;

/// <inheritdoc/>
/// <typeparam name="TResult">What the method's task results in.</typeparam>
internal sealed class GrainMethod<TResult>(MethodInfo method) : GrainMethod(method)
{
    private readonly Func<Task<TResult>, object> _toReturnType =
        method.ReturnType == typeof(ValueTask) ? static task => new ValueTask(task)
        : method.ReturnType == typeof(ValueTask<TResult>) ? static task => new ValueTask<TResult>(task)
        : static task => task;

    public override object Call(GrainReference reference, object?[] arguments)
    {
        var call = new GrainCall<TResult>(this, reference, arguments);
        call.Send(TakesToken ? (CancellationToken)arguments[^1]! : default);
        return _toReturnType(call.Task);
    }

    /// <summary>Runs the method on a grain.</summary>
    public async ValueTask<TResult> RunAsync(object grain, object?[] arguments)
    {
        switch (Method.Invoke(grain, BindingFlags.DoNotWrapExceptions, null, arguments, null))
        {
            case Task<TResult> task:
                return await task;
            case ValueTask<TResult> task:
                return await task;
            case Task task:
                await task;
                return default!;
            case ValueTask task:
                await task;
                return default!;
            default:
                throw new InvalidOperationException($"{grain.GetType().Name}.{Method.Name} returned no task.");
        }
    }
}
