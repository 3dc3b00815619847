using System.Runtime.InteropServices;

namespace ToolTime.Transcripts.Index;

/// <summary>A month's sums, from which every report is made.</summary>
internal sealed record MonthCells(UsageCell[] Usage, CallCell[] Calls, DurationCell[] Durations)
{
    public static readonly MonthCells Empty = new([], [], []);

    /// <summary>Computes the sums from a month's rows only, so they do not depend on the order of the rows.</summary>
    public static MonthCells Sum(MonthRows rows)
    {
        var usage = new Dictionary<(int Slot, int Session, int Model, UsageKind Kind, int Attribution), UsageCell>();
        for (var i = 0; i < rows.Responses.Count; i++)
        {
            ref readonly var row = ref rows.Responses[i];
            if (!row.Kind.HasFlag(UsageKind.TotalOnly))
            {
                Add(usage, row);
            }
        }

        var calls = new Dictionary<(int Slot, int Session, int Name, int IsSkill, int Attribution), CallCell>();
        var durations = new List<DurationCell>();
        for (var i = 0; i < rows.Calls.Count; i++)
        {
            ref readonly var row = ref rows.Calls[i];
            if (row.Tool != CallRow.NoTool)
            {
                Add(calls, row, row.Tool, isSkill: 0);
            }

            if (row.Skill != CallRow.NoSkill)
            {
                Add(calls, row, row.Skill, isSkill: 1);
            }

            if (row.IsTimed)
            {
                durations.Add(
                    new()
                    {
                        Slot = (int)(row.At / UsageCell.SlotSeconds),
                        Session = row.Session,
                        Name = row.Tool,
                        Milliseconds = row.Milliseconds,
                    }
                );
            }
        }

        return new MonthCells([.. usage.Values], [.. calls.Values], [.. durations]);
    }

    private static void Add(Dictionary<(int, int, int, UsageKind, int), UsageCell> usage, in ResponseRow row)
    {
        var slot = (int)(row.At / UsageCell.SlotSeconds);
        var kind = row.Kind & UsageKind.Summed;
        ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(
            usage,
            (slot, row.Session, row.Model, kind, row.Attribution),
            out var isKnown
        );
        if (!isKnown)
        {
            (cell.Slot, cell.Session, cell.Model, cell.Kind, cell.Attribution) = (slot, row.Session, row.Model, kind, row.Attribution);
        }

        cell.Add(row);
    }

    private static void Add(Dictionary<(int, int, int, int, int), CallCell> calls, in CallRow row, int name, int isSkill)
    {
        var slot = (int)(row.At / UsageCell.SlotSeconds);
        ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(
            calls,
            (slot, row.Session, name, isSkill, row.Attribution),
            out var isKnown
        );
        if (!isKnown)
        {
            (cell.Slot, cell.Session, cell.Name, cell.IsSkill, cell.Attribution) = (slot, row.Session, name, isSkill, row.Attribution);
        }

        cell.Add(row);
    }
}
