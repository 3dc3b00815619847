using ToolTime.Engine.Contract.Grains;
using ToolTime.Engine.Contract.Hosting;

namespace ToolTime.Engine.Contract.Calls;

public sealed class ReferenceTests(SharedCluster cluster)
{
    private readonly string _key = $"reference-{Guid.NewGuid():N}";

    private ICallGrain Grain => cluster.Grains.GetGrain<ICallGrain>(_key);

    [Fact]
    public void Equals_OfReferencesToOneGrain_IsTrue()
    {
        Assert.Equal(Grain, Grain);
        Assert.Equal(Grain.GetHashCode(), Grain.GetHashCode());
        Assert.NotEqual(Grain, cluster.Grains.GetGrain<ICallGrain>("another"));
    }

    [Fact]
    public async Task GetPrimaryKeyString_OnBothSides_IsTheKey()
    {
        Assert.Equal(_key, Grain.GetPrimaryKeyString());
        Assert.Equal(_key, await Grain.Key());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(42)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public async Task GetPrimaryKeyLong_OnBothSides_IsTheKey(long key)
    {
        var grain = cluster.Grains.GetGrain<INumberedGrain>(key);

        Assert.Equal(key, grain.GetPrimaryKeyLong());
        Assert.Equal(key, await grain.Key());
    }

    [Fact]
    public async Task AsReference_OfGrainItself_LeadsToTheGrain()
    {
        var reference = await Grain.Reference();

        Assert.Equal(Grain, reference);
        Assert.Equal(_key, await reference.Key());
    }

    [Fact]
    public async Task AsReference_OfReference_LeadsToTheSameGrain()
    {
        var asBase = Grain.AsReference<ICallBaseGrain>();

        Assert.Equal(Grain.GetGrainId(), asBase.GetGrainId());
        Assert.Equal("inherited", await asBase.Inherited());
    }

    [Fact]
    public async Task GetGrain_ByGrainId_LeadsToTheSameGrain()
    {
        var reference = cluster.Grains.GetGrain<ICallGrain>(Grain.GetGrainId());

        Assert.Equal(_key, await reference.Key());
    }

    [Fact]
    public void GetGrain_OfEmptyKey_Throws() =>
        Assert.ThrowsAny<ArgumentException>(() => cluster.Grains.GetGrain<ICallGrain>(""));
}
