namespace ToolTime.Transcripts;

/// <summary>A line speaks of usage, but not in a form that is understood. Thrown before the line changed anything.</summary>
internal sealed class ForeignLineException : Exception;
