using System.Text.Json.Serialization;

namespace ToolTime.Api.Problems;

/// <summary>One thing that is wrong with a request. It says where, and never repeats what was sent.</summary>
/// <param name="Pointer">A JSON pointer (RFC 6901) to the nearest named place; empty for the whole body.</param>
/// <param name="Member">The position of a member in the map or list there; null where the place itself is meant.</param>
/// <param name="Code">The kind of fault. Codes never change.</param>
/// <param name="Detail">A sentence for people.</param>
internal sealed record Fault(
    string Pointer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Member,
    string Code,
    string Detail);
