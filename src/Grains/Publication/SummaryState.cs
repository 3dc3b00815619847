namespace ToolTime.Grains.Publication;

/// <summary>What the grain of seven days stores: the one publication. It can be made again from rows at any time.</summary>
[GenerateSerializer, Alias("ToolTime.SummaryState")]
public sealed class SummaryState
{
    /// <summary>The publication, as <see cref="WindowPublication.Encode"/> gave it; null for none.</summary>
    [Id(0)]
    public byte[]? Content { get; set; }
}
