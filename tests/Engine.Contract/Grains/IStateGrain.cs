namespace ToolTime.Engine.Contract.Grains;

[Alias("ToolTime.Engine.Contract.IStateGrain")]
public interface IStateGrain : IGrainWithStringKey
{
    [Alias("Write")]
    Task Write(string newText, int newNumber);

    /// <summary>Changes the state without writing it, and reads it again.</summary>
    [Alias("ChangeAndReadAgain")]
    Task<string> ChangeAndReadAgain();

    [Alias("Clear")]
    Task Clear();

    [Alias("Read")]
    Task<StateAnswer> Read();

    [Alias("EndActivation")]
    Task EndActivation();
}
