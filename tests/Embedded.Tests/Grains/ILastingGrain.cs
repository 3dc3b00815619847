namespace ToolTime.Embedded.Tests.Grains;

public interface ILastingGrain : IGrainWithStringKey
{
    Task Touch();
}
