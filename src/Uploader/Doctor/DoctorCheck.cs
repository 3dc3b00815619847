namespace ToolTime.Uploader.Doctor;

/// <summary>What one look found.</summary>
/// <param name="Check">What was looked at: a name that scripts may rely on.</param>
/// <param name="State"><see cref="Fine"/>, <see cref="Warning"/>, or <see cref="Fault"/> where figures are wrong or missing.</param>
/// <param name="Found">What there is, in a sentence.</param>
/// <param name="Remedy">What to do; null where there is nothing to do.</param>
internal sealed record DoctorCheck(string Check, string State, string Found, string? Remedy = null)
{
    public const string Fine = "ok";
    public const string Warning = "warning";
    public const string Fault = "fault";
}

/// <summary>`tooltime doctor --json`.</summary>
/// <param name="SchemaVersion">The version of this shape.</param>
/// <param name="Generated">When it was made, UTC.</param>
/// <param name="Checks">What was found, in the order in which it is shown.</param>
internal sealed record DoctorReport(int SchemaVersion, string Generated, IReadOnlyList<DoctorCheck> Checks);
