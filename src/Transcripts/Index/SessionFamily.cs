using System.Runtime.InteropServices;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Index;

/// <summary>Which sessions a session may have copied responses from, and whose a running total is.</summary>
internal sealed class SessionFamily(IndexCatalog catalog, IReadOnlyDictionary<(string Client, string Id), int> numbers, IndexMonths months)
{
    /// <summary>A session's parent, the parent's parent, and so on, as far as they were read.</summary>
    public HashSet<int> Ancestors(int session)
    {
        var ancestors = new HashSet<int>();
        var one = catalog.Sessions[session];
        while (one.Parent is { } parent && numbers.TryGetValue((one.Client, parent), out var number) && ancestors.Add(number))
        {
            one = catalog.Sessions[number];
        }

        return ancestors;
    }

    /// <summary>What a reading of a session may have from others.</summary>
    public SessionKin KinOf(int session, TranscriptState state)
    {
        var ancestors = Ancestors(session);
        // A copy may be years younger than its original.
        return state.IsCopy
            ? new SessionKin(ancestors, Origins(state, session, ancestors), months.MonthsOf(ancestors))
            : new SessionKin(ancestors, [], []);
    }

    /// <summary>
    /// The key under which a response is stored; null if it is an ancestor's. A running total identifies a response only within its
    /// session. What a session has from its parent comes first in its transcript, so it ends with the first total that no ancestor has;
    /// if the parent was never read, with the session's own first turn.
    /// </summary>
    public IdHash? KeyOf(in ReadResponse response, TranscriptReading reading, SessionKin kin)
    {
        if (!response.IsRunningTotal)
        {
            return response.Key;
        }

        var (total, at, witness, state) = (response.Key, response.At, response.Witness, reading.State);
        if (state.IsCopy && kin.Origins.Any(origin => months.HasResponse(TotalOf(origin, total), at, witness, kin.Months)))
        {
            return null;
        }

        if (state.IsCopy && state.Parent is { } parent && kin.Ancestors.Count == 0 && response.IsInherited)
        {
            return TotalOf(parent, total);
        }

        // An older index has no totals of responses with records, so a missing total proves nothing.
        state.IsCopy &= response.Kind.HasFlag(UsageKind.TotalOnly);
        return TotalOf(reading.Session, total);
    }

    private static IdHash TotalOf(string session, IdHash total) => IdHash.Compute(MemoryMarshal.AsBytes([total]), IdHash.Compute(session));

    // Every session that a session may have copied from, if it is named anywhere; of deleted ones, their children reported the totals.
    private List<string> Origins(TranscriptState state, int session, HashSet<int> ancestors) =>
        [
            .. ancestors.Select(ancestor => catalog.Sessions[ancestor].Id)
                .Concat(ancestors.Append(session).Select(one => catalog.Sessions[one].Parent).OfType<string>())
                .Concat(state.Origins)
                .Where(origin => origin != catalog.Sessions[session].Id)
                .Distinct(),
        ];
}

/// <summary>What a session may have copied from.</summary>
/// <param name="Ancestors">Sessions that were read.</param>
/// <param name="Origins">The ids of all that are named, read or not; empty if it is no copy.</param>
/// <param name="Months">The months in which the ancestors have rows; empty if it is no copy.</param>
internal sealed record SessionKin(HashSet<int> Ancestors, IReadOnlyList<string> Origins, IReadOnlyList<int> Months);
