namespace ToolTime.Engine.Contract.Grains;

[Alias("ToolTime.Engine.Contract.IBusyGrain")]
public interface IBusyGrain : IGrainWithStringKey
{
    /// <summary>Notes a caller's number and answers whether it came in order. Now and then the grain ends its activation.</summary>
    [Alias("Visit")]
    Task<bool> Visit(int caller, int number);
}
