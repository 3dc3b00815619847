using System.Collections.Frozen;
using System.Reflection;
using ToolTime.Embedded.Calls;

namespace ToolTime.Embedded.Turns;

/// <summary>The grain classes, which interface leads to which, and the methods of the interfaces.</summary>
internal sealed class GrainCatalog
{
    private readonly FrozenDictionary<GrainType, GrainClass> _classes;
    private readonly FrozenDictionary<Type, GrainClass[]> _classesByInterface;
    private readonly FrozenDictionary<MethodInfo, GrainMethod> _methods;

    /// <exception cref="OrleansConfigurationException">Some of the types cannot be grains or grain interfaces; the message tells of all of them.</exception>
    public GrainCatalog(IEnumerable<Type> types)
    {
        var candidates = types.Distinct().ToList();
        var classes = candidates.Where(IsGrainClass).Select(type => new GrainClass(type)).ToList();
        var interfaces = candidates.Where(IsGrainInterface).Union(classes.SelectMany(grain => grain.Interfaces)).ToList();
        var faults = GrainCatalogFaults.In(classes, interfaces);
        if (faults.Count > 0)
            throw new OrleansConfigurationException($"The grains cannot work as they are:{Environment.NewLine}{string.Join(Environment.NewLine, faults)}");

        _classes = classes.ToFrozenDictionary(grain => grain.GrainType);
        _classesByInterface = interfaces.ToFrozenDictionary(type => type, type => classes.Where(grain => type.IsAssignableFrom(grain.Type)).ToArray());
        _methods = interfaces.SelectMany(MethodsOf).ToFrozenDictionary(method => method, GrainMethod.Create);
    }

    public IEnumerable<GrainClass> Classes => _classes.Values;

    public IEnumerable<GrainMethod> Methods => _methods.Values;

    public static bool IsGrainInterface(Type type) =>
        type.IsInterface && typeof(IGrain).IsAssignableFrom(type) && (type.Assembly != typeof(IGrain).Assembly || type == typeof(IRemindable));

    public static IEnumerable<MethodInfo> MethodsOf(Type grainInterface) =>
        grainInterface.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);

    public GrainMethod MethodOf(MethodInfo method) => _methods[method];

    public bool TryFind(GrainType grainType, out GrainClass? grainClass) => _classes.TryGetValue(grainType, out grainClass);

    /// <summary>The one class behind an interface.</summary>
    /// <exception cref="ArgumentException">There is none, or there are several.</exception>
    public GrainClass ClassOf(Type grainInterface, string? classNamePrefix)
    {
        if (!_classesByInterface.TryGetValue(grainInterface, out var classes) || classes.Length == 0)
            throw new ArgumentException($"No grain class implements {grainInterface.Name}.");
        if (classNamePrefix is not null)
            classes = [.. classes.Where(grain => grain.Type.FullName!.StartsWith(classNamePrefix, StringComparison.Ordinal))];
        return classes.Length == 1
            ? classes[0]
            : throw new ArgumentException($"{grainInterface.Name} leads to {classes.Length} grain classes, not to one: {string.Join(", ", classes.Select(grain => grain.Name))}.");
    }

    /// <summary>The class of a type of grain, which must implement an interface.</summary>
    /// <exception cref="ArgumentException">There is none, or it does not.</exception>
    public GrainClass ClassOf(GrainType grainType, Type grainInterface)
    {
        if (!TryFind(grainType, out var grainClass))
            throw new ArgumentException($"No grain class is of the type {grainType}.");
        return grainInterface.IsAssignableFrom(grainClass!.Type)
            ? grainClass
            : throw new ArgumentException($"{grainClass.Name} does not implement {grainInterface.Name}.");
    }

    private static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && typeof(IGrainBase).IsAssignableFrom(type);
}
