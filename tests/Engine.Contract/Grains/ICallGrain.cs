namespace ToolTime.Engine.Contract.Grains;

[Alias("ToolTime.Engine.Contract.ICallBaseGrain")]
public interface ICallBaseGrain : IGrainWithStringKey
{
    [Alias("Inherited")]
    Task<string> Inherited();
}

[Alias("ToolTime.Engine.Contract.ICallGrain")]
public interface ICallGrain : ICallBaseGrain
{
    [Alias("NoResult")]
    Task NoResult();

    [Alias("Value")]
    Task<int> Value(int value);

    [Alias("QuickNoResult")]
    ValueTask QuickNoResult();

    [Alias("QuickValue")]
    ValueTask<int> QuickValue(int value);

    [Alias("Echo")]
    Task<Letter> Echo(Letter letter);

    [Alias("ThrowAtOnce")]
    Task ThrowAtOnce(string message);

    [Alias("ThrowAtOnceQuickly")]
    ValueTask<int> ThrowAtOnceQuickly(string message);

    [Alias("ThrowLater")]
    Task<int> ThrowLater(string message);

    [Alias("Key")]
    Task<string> Key();

    [Alias("Reference")]
    Task<ICallGrain> Reference();

    [Alias("AskOther")]
    Task<int> AskOther(ICallGrain other, int value);

    [Alias("AskItself")]
    Task AskItself();

    [Alias("WithinHalfASecond")]
    [ResponseTimeout("00:00:00.500")]
    Task WithinHalfASecond(string door);

    [Alias("WaitForToken")]
    Task WaitForToken(CancellationToken cancellationToken);

    [Alias("Hold")]
    Task Hold(string door);

    [Alias("HoldCancellably")]
    Task HoldCancellably(string door, CancellationToken cancellationToken);
}
