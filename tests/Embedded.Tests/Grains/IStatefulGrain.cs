namespace ToolTime.Embedded.Tests.Grains;

public interface IStatefulGrain : IGrainWithStringKey
{
    Task<int> Read();

    Task Write(int value);
}
