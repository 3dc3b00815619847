using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ToolTime.Architecture.Tests.Messages;

/// <summary>The rules find violations.</summary>
public sealed class ContractRulesTests
{
    [Theory]
    [InlineData(typeof(Faulty.IVoid), "Faulty.IVoid.Run returns Void, which is no task.")]
    [InlineData(typeof(Faulty.IBare), "Faulty.IBare.Count returns Int32, which is no task.")]
    [InlineData(typeof(Faulty.IStream), "Faulty.IStream.Stream returns IAsyncEnumerable<Int32>, which is no task.")]
    [InlineData(typeof(Faulty.ITwoTokens), "Faulty.ITwoTokens.Run must have at most one CancellationToken, as its last parameter.")]
    [InlineData(typeof(Faulty.IEarlyToken), "Faulty.IEarlyToken.Run must have at most one CancellationToken, as its last parameter.")]
    [InlineData(typeof(Faulty.IGenericMethod), "Faulty.IGenericMethod.Run is generic.")]
    [InlineData(typeof(Faulty.IGeneric<>), "IGeneric<T> is a generic grain.")]
    public void CheckGrain_AMethodThatMayNotBe_IsFound(Type grain, string fault)
    {
        var rules = Rules();
        rules.CheckGrain(grain);
        Assert.Equal([fault], rules.Faults);
    }

    [Theory]
    [InlineData(typeof(object))]
    [InlineData(typeof(DateTime))]
    [InlineData(typeof(int[]))]
    [InlineData(typeof(List<int>))]
    [InlineData(typeof(IReadOnlyList<int>))]
    [InlineData(typeof(FrozenSet<int>))]
    [InlineData(typeof(Action))]
    [InlineData(typeof(Func<int>))]
    [InlineData(typeof(IAsyncEnumerable<int>))]
    [InlineData(typeof(Exception))]
    [InlineData(typeof(DayOfWeek))]
    [InlineData(typeof(KeyValuePair<int, int>))]
    [InlineData(typeof(ImmutableArray<object>))]
    [InlineData(typeof(ImmutableDictionary<int, int>))]
    [InlineData(typeof(Faulty.Class))]
    public void CheckGrain_AParameterAndResultThatMayNotBeSent_AreFound(Type sent)
    {
        var rules = Rules();
        rules.CheckGrain(typeof(Faulty.ISends<>).MakeGenericType(sent));
        var grain = $"ISends<{ContractRules.NameOf(sent)}>";
        var reported =
            sent.IsConstructedGenericType && sent.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
                ? "Object"
                : ContractRules.NameOf(sent);
        Assert.Equal(
            [
                $"{grain}.Run's result holds {reported}, which may not be sent.",
                $"{grain}.Run(parameter) holds {reported}, which may not be sent.",
            ],
            rules.Faults
        );
    }

    [Theory]
    [InlineData(typeof(int))]
    [InlineData(typeof(string))]
    [InlineData(typeof(DateOnly?))]
    [InlineData(typeof(ImmutableArray<Guid>))]
    [InlineData(typeof(Faulty.Good))]
    public void CheckGrain_WhatMayBeSent_HasNoFaults(Type sent)
    {
        var rules = Rules();
        rules.CheckGrain(typeof(Faulty.ISends<>).MakeGenericType(sent));
        Assert.Empty(rules.Faults);
    }

    [Theory]
    [InlineData(typeof(Faulty.WithoutSerializer), "Faulty.WithoutSerializer lacks [GenerateSerializer].")]
    [InlineData(typeof(Faulty.WithoutImmutable), "Faulty.WithoutImmutable lacks [Immutable].")]
    [InlineData(typeof(Faulty.WithoutAlias), "Faulty.WithoutAlias lacks [Alias].")]
    [InlineData(typeof(Faulty.Open), "Faulty.Open is neither sealed nor abstract.")]
    [InlineData(typeof(Faulty.OpenSet), "Faulty.OpenSet can be derived from elsewhere.")]
    [InlineData(typeof(Faulty.BadCase), "Faulty.BadCase.Unsealed is neither sealed nor abstract.")]
    [InlineData(typeof(Faulty.Settable), "Faulty.Settable.Number is not init-only.")]
    [InlineData(typeof(Faulty.Deep), "Faulty.Deeper.Numbers holds FrozenSet<Int32>, which may not be sent.")]
    [InlineData(typeof(Faulty.Unnumbered), "Faulty.Unnumbered gives One no number.")]
    public void CheckSent_AMessageThatBreaksARule_IsFound(Type message, string fault)
    {
        var rules = Rules();
        rules.CheckSent(message, "here");
        Assert.Equal([fault], rules.Faults);
    }

    private static ContractRules Rules() =>
        new(type => type.DeclaringType == typeof(Faulty) || type.DeclaringType?.DeclaringType == typeof(Faulty), _ => "    One,\n");
}
