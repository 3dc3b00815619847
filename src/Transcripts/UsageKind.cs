namespace ToolTime.Transcripts;

/// <summary>
/// What a response's price goes by beside its model and day, and what is known of how it was recorded. Stored in the index: the numbers
/// never change.
/// </summary>
[Flags]
internal enum UsageKind
{
    None = 0,

    /// <summary>The prompt was longer than 200,000 tokens, with what came from caches.</summary>
    Over200k = 1,

    /// <summary>The client itself recorded what it cost.</summary>
    PricedByClient = 2,

    /// <summary>The prompt was longer than 100,000 tokens.</summary>
    Over100k = 4,

    /// <summary>The prompt was longer than 272,000 tokens.</summary>
    Over272k = 8,

    /// <summary>The model ran in the United States only, by a workspace's wish.</summary>
    UsInference = 16,

    /// <summary>The response's final usage never came: its output is at least what is known.</summary>
    Unfinished = 32,

    /// <summary>A side conversation's line, which may repeat a response of its session under another request.</summary>
    Sidechain = 64,

    /// <summary>The transcript had not named the model when this line came.</summary>
    Unnamed = 128,

    /// <summary>Searches that a tool made for a response; no response of its own.</summary>
    SearchesOnly = 256,

    /// <summary>By which sums are separate.</summary>
    Summed = Over100k | Over200k | Over272k | PricedByClient | UsInference | Unfinished,
}
