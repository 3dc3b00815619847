namespace ToolTime.Transcripts;

/// <summary>
/// What a response's price depends on besides its model and day, and how it was recorded. Stored in the index: the numbers never change.
/// </summary>
[Flags]
internal enum UsageKind
{
    None = 0,

    /// <summary>The prompt was longer than 200,000 tokens, including cached ones.</summary>
    Over200k = 1,

    /// <summary>The client itself recorded its cost.</summary>
    PricedByClient = 2,

    /// <summary>The prompt was longer than 100,000 tokens.</summary>
    Over100k = 4,

    /// <summary>The prompt was longer than 272,000 tokens.</summary>
    Over272k = 8,

    /// <summary>The model ran in the United States only, by a workspace's setting.</summary>
    UsInference = 16,

    /// <summary>The response's final usage never came: its output is at least what is known.</summary>
    Unfinished = 32,

    /// <summary>A side conversation's line, which may repeat a response of its session under another request.</summary>
    Sidechain = 64,

    /// <summary>The transcript had not named the model when this line came.</summary>
    Unnamed = 128,

    /// <summary>Tokens or searches of responses that are counted elsewhere; not a response of its own.</summary>
    NoResponse = 256,

    /// <summary>The prompt was longer than 32,000 tokens.</summary>
    Over32k = 512,

    /// <summary>The prompt was longer than 128,000 tokens.</summary>
    Over128k = 1024,

    /// <summary>The prompt was longer than 256,000 tokens.</summary>
    Over256k = 2048,

    /// <summary>A running total whose responses have identifiers: not a response of its own, but recognised in copies.</summary>
    TotalOnly = 4096,

    /// <summary>The line names the response but not its request, which other lines may name.</summary>
    NoRequest = 8192,

    /// <summary>The flags for the prompt's length.</summary>
    Length = Over32k | Over100k | Over128k | Over200k | Over256k | Over272k,

    /// <summary>The flags that keep sums separate.</summary>
    Summed = Length | PricedByClient | UsInference | Unfinished,
}
