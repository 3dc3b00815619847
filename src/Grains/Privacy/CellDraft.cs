using System.Numerics;

namespace ToolTime.Grains.Privacy;

/// <summary>A cell on its way to publication: what was counted in it, and which details of it are told so far.</summary>
/// <param name="key">What it is of.</param>
/// <param name="tally">What was counted.</param>
internal sealed class CellDraft(CellKey key, CellTally tally)
{
    private int _told;

    public CellKey Key { get; } = key;

    public CellTally Tally { get; } = tally;

    /// <summary>How many details are told beside the submitters.</summary>
    public int ToldDetails => BitOperations.PopCount((uint)_told) - (Tells(Detail.Submitters) ? 1 : 0);

    public bool Tells(Detail detail) => (_told & (1 << (int)detail)) != 0;

    /// <summary>Tells a detail, where the submitters are told.</summary>
    public void Tell(Detail detail)
    {
        if (detail == Detail.Submitters || Tells(Detail.Submitters))
        {
            _told |= 1 << (int)detail;
        }
    }

    /// <summary>Hides a detail; with the submitters, the whole cell.</summary>
    public void Hide(Detail detail) => _told = detail == Detail.Submitters ? 0 : _told & ~(1 << (int)detail);
}
