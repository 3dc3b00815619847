namespace ToolTime.Engine.Contract.Grains;

[GenerateSerializer, Immutable, Alias("ToolTime.Engine.Contract.Letter")]
public sealed record Letter
{
    [Id(0)]
    public required string Text { get; init; }

    [Id(1)]
    public required DateTimeOffset At { get; init; }
}
