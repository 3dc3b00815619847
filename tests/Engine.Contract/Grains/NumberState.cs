namespace ToolTime.Engine.Contract.Grains;

[GenerateSerializer, Alias("ToolTime.Engine.Contract.NumberState")]
public sealed class NumberState
{
    [Id(0)]
    public int Number { get; set; }
}
