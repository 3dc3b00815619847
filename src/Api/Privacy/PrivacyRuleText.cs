namespace ToolTime.Api.Privacy;

/// <summary>A rule in force.</summary>
/// <param name="Id">Its number in docs/privacy.md.</param>
/// <param name="Text">What it does.</param>
internal sealed record PrivacyRuleText(string Id, string Text);
