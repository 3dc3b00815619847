namespace ToolTime.Api.Operators;

/// <summary>The operators' list.</summary>
/// <param name="Submissions">The newest submissions, newest first.</param>
internal sealed record SubmissionList(IReadOnlyList<SubmissionRow> Submissions);
