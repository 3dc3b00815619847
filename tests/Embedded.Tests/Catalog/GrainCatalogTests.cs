using ToolTime.Embedded.Turns;

namespace ToolTime.Embedded.Tests.Catalog;

public sealed class GrainCatalogTests
{
    public interface IOrphanGrain : IGrainWithStringKey;

    public interface ITwiceGrain : IGrainWithStringKey;

    public interface IBaseGrain : IGrainWithStringKey;

    public interface IOneGrain : IBaseGrain;

    public interface IOtherGrain : IBaseGrain;

    public interface IOddGrain : IGrainWithStringKey
    {
        int Synchronous();

#pragma warning disable CA1068 // The engine refuses what this rule warns of.
        Task TokenFirst(CancellationToken cancellationToken, int value);
#pragma warning restore CA1068

        Task Generic<T>(T value);

        Task ByReference(ref int value);
    }

    [Fact]
    public void Create_WithInterfaceWithoutClass_SaysSo() =>
        Assert.Contains("No grain class implements IOrphanGrain.", FaultsOf(typeof(IOrphanGrain)), StringComparison.Ordinal);

    [Fact]
    public void Create_WithTwoClassesForAnInterface_NamesThem() =>
        Assert.Contains(
            "ITwiceGrain is implemented by several grain classes: FirstGrain, SecondGrain.",
            FaultsOf(typeof(FirstGrain), typeof(SecondGrain)),
            StringComparison.Ordinal);

    [Fact]
    public void Create_WithTwoPublicConstructors_SaysSo() =>
        Assert.Contains("TwoWaysGrain must have exactly one public constructor.", FaultsOf(typeof(TwoWaysGrain)), StringComparison.Ordinal);

    [Fact]
    public void Create_WithTwoClassesOfOneName_NamesThem() =>
        Assert.Contains("The grain type one is that of several classes", FaultsOf(typeof(OneGrain), typeof(Nested.OneGrain)), StringComparison.Ordinal);

    [Fact]
    public void Create_WithOddMethods_TellsOfAllAtOnce()
    {
        var faults = FaultsOf(typeof(IOddGrain));

        Assert.Contains("IOddGrain.Synchronous must return Task or ValueTask, or one of them with a result.", faults, StringComparison.Ordinal);
        Assert.Contains("IOddGrain.TokenFirst must have its CancellationToken last.", faults, StringComparison.Ordinal);
        Assert.Contains("IOddGrain.Generic is generic, which a grain's method cannot be.", faults, StringComparison.Ordinal);
        Assert.Contains("IOddGrain.ByReference has a parameter by reference.", faults, StringComparison.Ordinal);
    }

    [Fact]
    public void ClassOf_SharedBaseInterface_NeedsAPrefix()
    {
        var catalog = new GrainCatalog([typeof(OneGrain), typeof(OtherGrain)]);

        var exception = Assert.Throws<ArgumentException>(() => catalog.ClassOf(typeof(IBaseGrain), null));
        Assert.Equal("IBaseGrain leads to 2 grain classes, not to one: OneGrain, OtherGrain.", exception.Message);
        Assert.Equal(typeof(OneGrain), catalog.ClassOf(typeof(IBaseGrain), typeof(OneGrain).FullName).Type);
        Assert.Equal(typeof(OneGrain), catalog.ClassOf(typeof(IOneGrain), null).Type);
    }

    [Fact]
    public void ClassOf_UnknownInterface_SaysSo()
    {
        var exception = Assert.Throws<ArgumentException>(() => new GrainCatalog([typeof(OneGrain)]).ClassOf(typeof(IOrphanGrain), null));

        Assert.Equal("No grain class implements IOrphanGrain.", exception.Message);
    }

    [Fact]
    public void ClassOf_TypeThatLacksTheInterface_SaysSo()
    {
        var catalog = new GrainCatalog([typeof(OneGrain), typeof(OtherGrain)]);

        var exception = Assert.Throws<ArgumentException>(() => catalog.ClassOf(GrainType.Create("one"), typeof(IOtherGrain)));
        Assert.Equal("OneGrain does not implement IOtherGrain.", exception.Message);
    }

    private static string FaultsOf(params Type[] types) => Assert.Throws<OrleansConfigurationException>(() => new GrainCatalog(types)).Message;

    private sealed class FirstGrain : Grain, ITwiceGrain;

    private sealed class SecondGrain : Grain, ITwiceGrain;

    private sealed class OneGrain : Grain, IOneGrain;

    private sealed class OtherGrain : Grain, IOtherGrain;

    private sealed class TwoWaysGrain : Grain, IOneGrain
    {
        public TwoWaysGrain()
        {
        }

        public TwoWaysGrain(IServiceProvider services) => Services = services;

        public IServiceProvider? Services { get; }
    }

    private static class Nested
    {
        public sealed class OneGrain : Grain, IOneGrain;
    }
}
