namespace ToolTime.LoadBench;

/// <summary>Makes whole requests. Safe from any thread.</summary>
internal interface IRequests
{
    /// <summary>The most bytes that a request has.</summary>
    int LargestLength { get; }

    /// <summary>Writes the next request and returns its length.</summary>
    int WriteTo(Span<byte> buffer);
}
