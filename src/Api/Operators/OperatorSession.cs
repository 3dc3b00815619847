namespace ToolTime.Api.Operators;

/// <summary>An operator who has logged in.</summary>
/// <param name="Id">What the cookie holds: 32 random bytes in hex. It is not stored, only its hash is.</param>
/// <param name="FormToken">What each form must send back, so that no other site's form is taken for one of ours: 32 random bytes in
/// hex.</param>
internal sealed record OperatorSession(string Id, string FormToken);
