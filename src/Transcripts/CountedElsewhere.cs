namespace ToolTime.Transcripts;

/// <summary>The responses of a session that count by another file.</summary>
/// <param name="Models">Their models, in the plain form.</param>
/// <param name="From">The instant from which they do, in UTC seconds since 1970.</param>
internal sealed record CountedElsewhere(IReadOnlySet<string> Models, uint From)
{
    /// <summary>No responses.</summary>
    public static CountedElsewhere None { get; } = new(new HashSet<string>(), 0);

    /// <summary>True if a model's response at this instant is one of them.</summary>
    public bool Has(string model, uint at) => at >= From && Models.Contains(model);
}
