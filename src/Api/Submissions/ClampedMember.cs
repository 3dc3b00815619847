namespace ToolTime.Api.Submissions;

/// <summary>A count that counts for less than was sent.</summary>
/// <param name="Pointer">The map or list.</param>
/// <param name="Member">The position in it.</param>
/// <param name="Kept">The calls that count.</param>
internal sealed record ClampedMember(string Pointer, int Member, int Kept);
