using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using ToolTime.Submissions;

namespace ToolTime.Architecture.Tests.Messages;

/// <summary>One value of each type that may be sent, always the same, with every property set.</summary>
internal static class Samples
{
    private static readonly Assembly Interfaces = typeof(ISubmitterGrain).Assembly;

    private static readonly Dictionary<Type, object> Plain = new()
    {
        [typeof(bool)] = true,
        [typeof(byte)] = (byte)200,
        [typeof(int)] = 70_000,
        [typeof(long)] = 5_000_000_000L,
        [typeof(string)] = "a name",
        [typeof(DateOnly)] = new DateOnly(2026, 11, 16),
        [typeof(DateTimeOffset)] = new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero),
        [typeof(TimeSpan)] = TimeSpan.FromMinutes(90),
    };

    /// <summary>The message types that are sent themselves: those that are not bases of others.</summary>
    public static IEnumerable<Type> Messages => Interfaces.GetTypes()
        .Where(type => type is { IsAbstract: false, IsEnum: false } && type.IsDefined(typeof(GenerateSerializerAttribute)))
        .OrderBy(AliasOf, StringComparer.Ordinal);

    public static string AliasOf(Type message) => message.GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias;

    /// <summary>The type's value; for an abstract type, its first case's.</summary>
    public static object From(Type type)
    {
        if (Plain.TryGetValue(type, out var plain))
        {
            return plain;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return From(underlying);
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).Cast<object>().Last();
        }

        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
            ? ArrayOf(type.GenericTypeArguments[0])
            : MessageOf(type);
    }

    private static object ArrayOf(Type element)
    {
        var array = Array.CreateInstance(element, 2);
        array.SetValue(From(element), 0);
        array.SetValue(From(element), 1);
        var create = typeof(ImmutableArray)
            .GetMethods()
            .Single(method =>
                method.Name == nameof(ImmutableArray.Create) && method.ToString()!.EndsWith("Create[T](T[])", StringComparison.Ordinal)
            );
        return create.MakeGenericMethod(element).Invoke(null, [array])!;
    }

    private static object MessageOf(Type type)
    {
        var message = RuntimeHelpers.GetUninitializedObject(type.IsAbstract ? Messages.First(type.IsAssignableFrom) : type);
        foreach (var property in message.GetType().GetProperties().Where(property => property.IsDefined(typeof(IdAttribute))))
        {
            property.SetValue(message, From(property.PropertyType));
        }

        return message;
    }
}
