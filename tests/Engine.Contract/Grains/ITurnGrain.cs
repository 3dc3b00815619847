namespace ToolTime.Engine.Contract.Grains;

[Alias("ToolTime.Engine.Contract.ITurnGrain")]
public interface ITurnGrain : IGrainWithStringKey
{
    /// <summary>Reads a number, leaves the turn's thread in every way, and writes the number plus one.</summary>
    [Alias("Increment")]
    Task Increment();

    [Alias("Total")]
    Task<int> Total();

    /// <summary>Whether the code after each kind of await runs on the turn again.</summary>
    [Alias("ComesBack")]
    Task<bool> ComesBack();

    [Alias("TaskRunLeavesTheTurn")]
    Task<bool> TaskRunLeavesTheTurn();

    [Alias("Append")]
    Task Append(int value);

    [Alias("Appended")]
    Task<int[]> Appended();

    [Alias("SetAmbient")]
    Task SetAmbient(string value);

    [Alias("GetAmbient")]
    Task<string?> GetAmbient();
}
