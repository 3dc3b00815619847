namespace ToolTime.Api.Submissions;

/// <summary>
/// The nearest place of a body that may be named in an answer. Only the forms' own members have names there; what lies under any other
/// is given by its position.
/// </summary>
/// <param name="Pointer">A JSON pointer; empty for the whole body.</param>
/// <param name="Member">The position in the map or list there; null where the place itself is meant.</param>
internal readonly record struct BodyPlace(string Pointer, int? Member)
{
    private const string Days = "/days";

    public static readonly BodyPlace Root = new("", null);

    private bool IsDay => Pointer.LastIndexOf('/') == Days.Length && Pointer.StartsWith(Days, StringComparison.Ordinal);

    /// <summary>The place of a member of the object here, or of an item of the list, which has no name.</summary>
    public BodyPlace Below(string? name, int position) => this switch
    {
        { Member: not null } => this,
        { Pointer: "" } when SnapshotReader.RootMembers.Contains(name) || DayCellReader.RootMembers.Contains(name) => new($"/{name}", null),
        { Pointer: Days } when name is null => new($"{Days}/{position}", null),
        { IsDay: true } when DayCellReader.DayMembers.Contains(name) => new($"{Pointer}/{name}", null),
        _ => this with { Member = position },
    };
}
