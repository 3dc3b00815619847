namespace ToolTime.Api.Problems;

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
