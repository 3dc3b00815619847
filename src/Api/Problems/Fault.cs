using System.Text.Json.Serialization;

namespace ToolTime.Api.Problems;

/// <summary>One fault in a request. It says where, and never repeats what was sent.</summary>
/// <param name="Pointer">A JSON pointer (RFC 6901) to the nearest named place; empty for the whole body.</param>
/// <param name="Member">The index of a member in that map or list; null if the place itself is meant.</param>
/// <param name="Code">The kind of fault. Codes never change.</param>
/// <param name="Detail">A sentence for readers.</param>
internal sealed record Fault(
    string Pointer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Member,
    string Code,
    string Detail);

/// <summary>Collects all faults in a request, so that its sender can fix them at once.</summary>
internal sealed class FaultList
{
    /// <summary>The maximum number of faults in an answer: the largest body could have tens of thousands.</summary>
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
