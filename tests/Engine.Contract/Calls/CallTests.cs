using ToolTime.Engine.Contract.Grains;
using ToolTime.Engine.Contract.Hosting;

namespace ToolTime.Engine.Contract.Calls;

public sealed class CallTests(SharedCluster cluster)
{
    private readonly string _key = $"call-{Guid.NewGuid():N}";

    private ICallGrain Grain => cluster.Grains.GetGrain<ICallGrain>(_key);

    [Fact]
    public async Task Call_OfEveryReturnType_Answers()
    {
        await Grain.NoResult();
        await Grain.QuickNoResult();

        Assert.Equal(1, await Grain.Value(1));
        Assert.Equal(2, await Grain.QuickValue(2));
    }

    [Fact]
    public async Task Call_WithMessage_AnswersWithEqualMessage()
    {
        var letter = new Letter { Text = "text", At = DateTimeOffset.UnixEpoch };

        Assert.Equal(letter, await Grain.Echo(letter));
    }

    [Fact]
    public async Task Call_OfInheritedMethod_Answers()
    {
        ICallBaseGrain asBase = Grain;

        Assert.Equal("inherited", await Grain.Inherited());
        Assert.Equal("inherited", await asBase.Inherited());
    }

    [Fact]
    public async Task Call_OfExplicitlyImplementedMethodThatThrowsAtOnce_ThrowsToTheCaller()
    {
        var call = Grain.ThrowAtOnce("at once");

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => call);
        Assert.Equal("at once", exception.Message);
    }

    [Fact]
    public async Task Call_OfQuickMethodThatThrowsAtOnce_ThrowsToTheCaller()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(async () => await Grain.ThrowAtOnceQuickly("quickly"));

        Assert.Equal("quickly", exception.Message);
    }

    [Fact]
    public async Task Call_OfMethodThatThrowsLater_ThrowsToTheCaller()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => Grain.ThrowLater("later"));

        Assert.Equal("later", exception.Message);
    }

    [Fact]
    public async Task Call_AfterOneThatThrew_Answers()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Grain.ThrowLater("later"));

        Assert.Equal(1, await Grain.Value(1));
    }

    [Fact]
    public async Task Call_FromAnotherGrain_Answers()
    {
        var other = cluster.Grains.GetGrain<ICallGrain>($"{_key}-other");

        Assert.Equal(5, await Grain.AskOther(other, 5));
    }
}
