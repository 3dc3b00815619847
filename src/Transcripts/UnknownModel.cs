namespace ToolTime.Transcripts;

/// <summary>Replaces a model that a transcript does not name. It has no price.</summary>
internal static class UnknownModel
{
    public const string Name = "unknown";
}
