namespace ToolTime.Uploader.Doctor;

/// <summary>The result of one check.</summary>
/// <param name="Check">The name of the check; scripts may rely on it.</param>
/// <param name="State"><see cref="Fine"/>, <see cref="Warning"/>, or <see cref="Fault"/> if figures are wrong or missing.</param>
/// <param name="Found">What was found, in a sentence.</param>
/// <param name="Remedy">What to do, or null.</param>
internal sealed record DoctorCheck(string Check, string State, string Found, string? Remedy = null)
{
    public const string Fine = "ok";
    public const string Warning = "warning";
    public const string Fault = "fault";
}

/// <summary>`tooltime doctor --json`.</summary>
/// <param name="SchemaVersion">The version of this shape.</param>
/// <param name="Generated">When it was made, UTC.</param>
/// <param name="Checks">The results, in the order shown.</param>
internal sealed record DoctorReport(int SchemaVersion, string Generated, IReadOnlyList<DoctorCheck> Checks);
