namespace ToolTime.Transcripts;

/// <summary>What stands for a model that a transcript does not name. It has no price.</summary>
internal static class UnknownModel
{
    public const string Name = "unknown";
}
