namespace ToolTime.Recording.Usage;

/// <summary>How often a tool was called, and how that ended. Errors and rejections are among the observed calls only.</summary>
internal sealed record ToolCount
{
    public int Calls { get; init; }

    public int ObservedCalls { get; init; }

    public int Errors { get; init; }

    public int Rejections { get; init; }
}
