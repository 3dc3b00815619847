namespace ToolTime.Api.Privacy;

/// <summary>A field that a report may hold.</summary>
/// <param name="Name">The field, with the fields that it stands in before it.</param>
/// <param name="Form">The form of report: <c>snapshot</c> or <c>day-cell</c>.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Kept">What of it is stored.</param>
internal sealed record CollectedField(string Name, string Form, string Purpose, string Kept);
