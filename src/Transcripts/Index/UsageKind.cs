namespace ToolTime.Transcripts.Index;

/// <summary>What a response's price goes by beside its model and day. Stored in the index: the numbers never change.</summary>
[Flags]
internal enum UsageKind
{
    None = 0,

    /// <summary>The prompt was longer than 200,000 tokens, with what came from caches.</summary>
    LongPrompt = 1,

    /// <summary>The client itself recorded what it cost.</summary>
    PricedByClient = 2,
}
