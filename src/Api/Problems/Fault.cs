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

/// <summary>Collects all faults of a request, so that its sender can mend them at once.</summary>
internal sealed class FaultList
{
    /// <summary>The most faults of an answer: a body of the largest size could hold tens of thousands.</summary>
    public const int Capacity = 200;

    private readonly List<Fault> _faults = [];

    public IReadOnlyList<Fault> Faults => _faults;

    public bool Any => _faults.Count > 0;

    public void Add(string pointer, string code, string detail) => Add(pointer, member: null, code, detail);

    public void Add(string pointer, int? member, string code, string detail)
    {
        if (_faults.Count < Capacity)
        {
            _faults.Add(new(pointer, member, code, detail));
        }
    }
}
