namespace ToolTime.Engine.Contract.Grains;

[GenerateSerializer, Immutable, Alias("ToolTime.Engine.Contract.StateAnswer")]
public sealed record StateAnswer
{
    [Id(0)]
    public required string Text { get; init; }

    [Id(1)]
    public required int Number { get; init; }

    [Id(2)]
    public required bool Exists { get; init; }
}
