using System.Reflection;
using ToolTime.Embedded.Calls;

namespace ToolTime.Embedded.Turns;

/// <summary>Finds what keeps grain classes and interfaces from working, all at once and at start.</summary>
internal static class GrainCatalogFaults
{
    public static List<string> In(List<GrainClass> classes, List<Type> interfaces)
    {
        var faults = new List<string>();
        foreach (var sameType in classes.GroupBy(grain => grain.GrainType).Where(group => group.Count() > 1))
            faults.Add($"The grain type {sameType.Key} is that of several classes: {string.Join(", ", sameType.Select(grain => grain.Type.FullName))}.");
        foreach (var grain in classes)
            faults.AddRange(In(grain));
        foreach (var type in interfaces)
            faults.AddRange(In(type, classes, interfaces));
        return faults;
    }

    private static IEnumerable<string> In(GrainClass grain)
    {
        if (!grain.Interfaces.Any())
            yield return $"{grain.Name} implements no grain interface.";
        if (grain.Constructor.Fault is { } fault)
            yield return fault;
    }

    private static IEnumerable<string> In(Type type, List<GrainClass> classes, List<Type> interfaces)
    {
        var implementations = classes.Where(grain => type.IsAssignableFrom(grain.Type)).Select(grain => grain.Name).ToList();
        if (implementations.Count == 0)
            yield return $"No grain class implements {type.Name}.";

        // Several grains may share a base interface, which then leads to none of them by itself.
        var isBase = type == typeof(IRemindable) || interfaces.Any(other => other != type && type.IsAssignableFrom(other));
        if (implementations.Count > 1 && !isBase)
            yield return $"{type.Name} is implemented by several grain classes: {string.Join(", ", implementations)}.";
        if (type.ContainsGenericParameters)
            yield return $"{type.Name} is generic, which a grain interface cannot be.";

        foreach (var method in GrainCatalog.MethodsOf(type))
        {
            if (In(method) is { } fault)
                yield return $"{type.Name}.{method.Name} {fault}.";
        }
    }

    private static string? In(MethodInfo method)
    {
        var parameters = method.GetParameters();
        if (method.IsGenericMethod)
            return "is generic, which a grain's method cannot be";
        if (!GrainMethod.CanReturn(method.ReturnType))
            return "must return Task or ValueTask, or one of them with a result";
        if (parameters.Any(parameter => parameter.ParameterType.IsByRef))
            return "has a parameter by reference";
        return parameters.SkipLast(1).Any(parameter => parameter.ParameterType == typeof(CancellationToken))
            ? "must have its CancellationToken last"
            : null;
    }
}
