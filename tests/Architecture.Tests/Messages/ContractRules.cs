using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace ToolTime.Architecture.Tests.Messages;

/// <summary>
/// What may be sent between grains: deeply immutable records and plain values, through methods that return tasks. Within a process Orleans
/// neither copies nor checks what is declared immutable. What its own analysers refuse (missing or duplicate ids, duplicate aliases) is not
/// checked here.
/// </summary>
internal sealed class ContractRules(Func<Type, bool> isOurs, Func<Type, string?> sourceOf)
{
    private static readonly HashSet<Type> Values =
    [
        typeof(bool),
        typeof(byte),
        typeof(sbyte),
        typeof(short),
        typeof(ushort),
        typeof(int),
        typeof(uint),
        typeof(long),
        typeof(ulong),
        typeof(float),
        typeof(double),
        typeof(decimal),
        typeof(char),
        typeof(string),
        typeof(DateOnly),
        typeof(DateTimeOffset),
        typeof(TimeSpan),
        typeof(Guid),
    ];

    private static readonly Type[] Tasks = [typeof(Task<>), typeof(ValueTask<>)];

    private readonly SortedSet<string> _faults = new(StringComparer.Ordinal);
    private readonly HashSet<Type> _seen = [];

    /// <summary>The messages and enums found so far.</summary>
    public IEnumerable<Type> Sent => _seen;

    /// <summary>The faults in everything checked so far.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>Checks a grain interface, and its methods' parameters and results.</summary>
    public void CheckGrain(Type grain)
    {
        if (grain.ContainsGenericParameters)
        {
            Fault(grain, "is a generic grain");
        }

        foreach (
            var method in grain.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        )
        {
            CheckMethod(method);
        }
    }

    /// <summary>Checks a type that is sent, and its members.</summary>
    public void CheckSent(Type type, string where)
    {
        if (Values.Contains(type))
        {
            return;
        }

        if (
            type.IsConstructedGenericType
            && (type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) || type.GetGenericTypeDefinition() == typeof(Nullable<>))
        )
        {
            CheckSent(type.GenericTypeArguments[0], where);
        }
        else if (!isOurs(type) || type.IsGenericType || !(type.IsEnum || IsRecord(type)))
        {
            _faults.Add($"{where} holds {NameOf(type)}, which may not be sent.");
        }
        else if (_seen.Add(type))
        {
            Check(type);
        }
    }

    /// <summary>A type's name in faults and in the snapshot.</summary>
    public static string NameOf(Type type) =>
        type switch
        {
            { IsConstructedGenericType: true } when Nullable.GetUnderlyingType(type) is { } value => $"{NameOf(value)}?",
            { IsGenericType: true } =>
                $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>",
            { DeclaringType: { } outer, IsGenericParameter: false } => $"{NameOf(outer)}.{type.Name}",
            _ => type.Name,
        };

    public static string? AliasOf(Type type) => type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;

    /// <summary>The properties that are sent, without those of a base type.</summary>
    public static IEnumerable<PropertyInfo> PropertiesOf(Type message) => message
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(property => property.Name != "EqualityContract");

    private void Check(Type type)
    {
        if (type.IsEnum)
        {
            CheckEnum(type);
        }
        else
        {
            CheckMessage(type);
        }
    }

    private void CheckMethod(MethodInfo method)
    {
        var where = $"{NameOf(method.DeclaringType!)}.{method.Name}";
        if (method.IsGenericMethod)
        {
            _faults.Add($"{where} is generic.");
        }

        var tokens = method.GetParameters().Index().Where(parameter => parameter.Item.ParameterType == typeof(CancellationToken)).ToList();
        if (tokens.Count > 1 || (tokens.Count == 1 && tokens[0].Index != method.GetParameters().Length - 1))
        {
            _faults.Add($"{where} must have at most one CancellationToken, as its last parameter.");
        }

        foreach (var parameter in method.GetParameters().Where(parameter => parameter.ParameterType != typeof(CancellationToken)))
        {
            CheckSent(parameter.ParameterType, $"{where}({parameter.Name})");
        }

        var result = method.ReturnType;
        if (result.IsConstructedGenericType && Tasks.Contains(result.GetGenericTypeDefinition()))
        {
            CheckSent(result.GenericTypeArguments[0], $"{where}'s result");
        }
        else if (result != typeof(Task) && result != typeof(ValueTask))
        {
            _faults.Add($"{where} returns {NameOf(result)}, which is no task.");
        }
    }

    private void CheckMessage(Type message)
    {
        CheckAttributes(message);
        CheckShape(message);
        foreach (var property in PropertiesOf(message))
        {
            CheckProperty(property);
        }

        if (message.BaseType is { } above && above != typeof(object))
        {
            CheckSent(above, NameOf(message));
        }

        foreach (var derived in CasesOf(message))
        {
            CheckSent(derived, NameOf(message));
        }
    }

    private void CheckAttributes(Type message)
    {
        if (!message.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
        {
            Fault(message, "lacks [GenerateSerializer]");
        }

        if (!message.IsDefined(typeof(ImmutableAttribute), inherit: false))
        {
            Fault(message, "lacks [Immutable]");
        }

        if (AliasOf(message) is null)
        {
            Fault(message, "lacks [Alias]");
        }
    }

    private void CheckShape(Type message)
    {
        if (!message.IsSealed && !message.IsAbstract)
        {
            Fault(message, "is neither sealed nor abstract");
        }

        // A record's copy constructor is always protected; any other that is accessible from outside makes the set of cases open.
        if (message.IsAbstract && message.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Any(constructor => !constructor.IsPrivate && !constructor.IsFamilyAndAssembly && !IsCopy(constructor, message)))
        {
            Fault(message, "can be derived from elsewhere");
        }
    }

    private void CheckProperty(PropertyInfo property)
    {
        var where = $"{NameOf(property.DeclaringType!)}.{property.Name}";
        if (property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) != true)
        {
            _faults.Add($"{where} is not init-only.");
        }

        CheckSent(property.PropertyType, where);
    }

    private void CheckEnum(Type type)
    {
        if (sourceOf(type) is not { } source)
        {
            Fault(type, "has no source file");
            return;
        }

        foreach (
            var name in Enum.GetNames(type)
                .Where(name => !Regex.IsMatch(source, $@"^\s*{name}\s*=\s*-?\d+\s*,?\s*$", RegexOptions.Multiline))
        )
        {
            Fault(type, $"gives {name} no number");
        }
    }

    private IEnumerable<Type> CasesOf(Type message) =>
        message.IsSealed ? [] : message.Assembly.GetTypes().Where(type => type.BaseType == message && isOurs(type));

    private static bool IsCopy(ConstructorInfo constructor, Type message) =>
        constructor.GetParameters() is [var only] && only.ParameterType == message;

    private static bool IsRecord(Type type) => type.IsClass && type.GetMethod("<Clone>$") is not null;

    private void Fault(Type type, string fault) => _faults.Add($"{NameOf(type)} {fault}.");
}
