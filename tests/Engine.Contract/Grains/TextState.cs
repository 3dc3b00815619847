namespace ToolTime.Engine.Contract.Grains;

[GenerateSerializer, Alias("ToolTime.Engine.Contract.TextState")]
public sealed class TextState
{
    [Id(0)]
    public string Text { get; set; } = "";
}
