namespace ToolTime.Engine.Contract.Grains;

[Alias("ToolTime.Engine.Contract.IPlainGrain")]
public interface IPlainGrain : IGrainWithStringKey
{
    [Alias("Name")]
    Task<string> Name();

    [Alias("EndActivation")]
    Task EndActivation();
}
