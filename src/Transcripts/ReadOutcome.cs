namespace ToolTime.Transcripts;

/// <summary>How the call <paramref name="Key"/> ended, at <paramref name="At"/> (UTC seconds since 1970).</summary>
internal readonly record struct ReadOutcome(IdHash Key, uint At, CallOutcome Outcome);
