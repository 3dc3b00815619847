namespace ToolTime.Api.Requests;

/// <summary>What came of reading a body.</summary>
internal abstract record BodyReading
{
    private BodyReading()
    {
    }

    /// <summary>All of it, decompressed.</summary>
    public sealed record Complete(ReadOnlyMemory<byte> Bytes) : BodyReading;

    /// <summary>It has more bytes than it may have.</summary>
    public sealed record TooLarge(int MaximumBytes) : BodyReading;

    public sealed record NotJson : BodyReading;

    /// <summary>Its content type names another character encoding.</summary>
    public sealed record NotUtf8 : BodyReading;

    public sealed record UnknownEncoding : BodyReading;

    /// <summary>Its framing is broken, or it ended early.</summary>
    public sealed record Incomplete : BodyReading;

    /// <summary>It is not what its encoding says.</summary>
    public sealed record Damaged : BodyReading;
}
