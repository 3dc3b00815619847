using System.Collections.Frozen;
using System.Collections.Immutable;

#pragma warning disable CA1068, CA1822, CA1852 // These are wrong on purpose.

namespace ToolTime.Architecture.Tests.Messages;

/// <summary>Contracts that violate the rules, each in one way, to show that the rules find it. Orleans never uses them.</summary>
internal static class Faulty
{
    public interface IVoid
    {
        void Run();
    }

    public interface IBare
    {
        int Count();
    }

    public interface IStream
    {
        IAsyncEnumerable<int> Stream();
    }

    public interface ITwoTokens
    {
        Task Run(CancellationToken first, CancellationToken second);
    }

    public interface IEarlyToken
    {
        Task Run(CancellationToken cancellationToken, int number);
    }

    public interface IGenericMethod
    {
        Task Run<T>();
    }

    public interface IGeneric<T>
    {
        Task Run();
    }

    public interface ISends<T>
    {
        ValueTask<T> Run(T parameter);
    }

    public sealed class Class;

    public enum Unnumbered
    {
        One,
    }

    [GenerateSerializer, Immutable, Alias("Good")]
    public sealed record Good
    {
        [Id(0)] public required ImmutableArray<int?> Numbers { get; init; }
    }

    [Immutable, Alias("WithoutSerializer")]
    public sealed record WithoutSerializer;

    [GenerateSerializer, Alias("WithoutImmutable")]
    public sealed record WithoutImmutable;

    [GenerateSerializer, Immutable]
    public sealed record WithoutAlias;

    [GenerateSerializer, Immutable, Alias("Open")]
    public record Open;

    [GenerateSerializer, Immutable, Alias("OpenSet")]
    public abstract record OpenSet;

    [GenerateSerializer, Immutable, Alias("BadCase")]
    public abstract record BadCase
    {
        private BadCase()
        {
        }

        [GenerateSerializer, Immutable, Alias("BadCase.Unsealed")]
        public record Unsealed : BadCase;
    }

    [GenerateSerializer, Immutable, Alias("Settable")]
    public sealed record Settable
    {
        [Id(0)] public required int Number { get; set; }
    }

    [GenerateSerializer, Immutable, Alias("Deep")]
    public sealed record Deep
    {
        [Id(0)] public required ImmutableArray<Deeper> Deeper { get; init; }
    }

    [GenerateSerializer, Immutable, Alias("Deeper")]
    public sealed record Deeper
    {
        [Id(0)] public required FrozenSet<int> Numbers { get; init; }
    }
}
