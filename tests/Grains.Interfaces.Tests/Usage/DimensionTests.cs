using ToolTime.Usage;

namespace ToolTime.Grains.Interfaces.Tests.Usage;

public sealed class DimensionTests
{
    [Fact]
    public void Dimensions_NumbersAndNames_StayAsTheyAreStored()
    {
        (int Number, string Name)[] expected = [(1, "tool"), (2, "skill"), (3, "mcp_server"), (4, "plugin"), (5, "model"), (6, "client")];
        Assert.Equal(expected, Enum.GetValues<Dimension>().Select(dimension => ((int)dimension, dimension.ToName())));
    }

    [Fact]
    public void TryParse_EachName_IsItsDimension() =>
        Assert.All(Enum.GetValues<Dimension>(), dimension =>
            Assert.Equal((true, dimension), (DimensionNames.TryParse(dimension.ToName(), out var parsed), parsed))
        );

    [Theory]
    [InlineData("")]
    [InlineData("Tool")]
    [InlineData("tools")]
    [InlineData("mcp-server")]
    [InlineData("1")]
    public void TryParse_NoName_IsFalse(string name) =>
        Assert.Equal((false, default(Dimension)), (DimensionNames.TryParse(name, out var dimension), dimension));

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void ToName_NoDimension_Throws(int number) => Assert.Throws<ArgumentOutOfRangeException>(() => ((Dimension)number).ToName());
}
