namespace ToolTime.Grains.Privacy;

/// <summary>
/// On which days of an epoch a submitter's rows tell of one cell, and since which window each is known to have done so: a row that came, or was
/// replaced, later may or may not have told of the cell when an earlier window was published.
/// </summary>
internal sealed class DaysOfUse
{
    private const byte Never = byte.MaxValue;

    private readonly byte[] _knownSince;

    public DaysOfUse(int days)
    {
        _knownSince = new byte[days];
        Array.Fill(_knownSince, Never);
    }

    /// <summary>Notes a row.</summary>
    /// <param name="day">Its day, counted from the epoch's first.</param>
    /// <param name="knownSince">The last day of the first window at whose publication the row was there as it is; past the epoch for none.</param>
    public void Add(int day, int knownSince) => _knownSince[day] = (byte)Math.Min(_knownSince[day], knownSince);

    /// <summary>Whether a row of the seven days up to <paramref name="last"/> tells of the cell, so that it may have done so before.</summary>
    public bool MayBeIn(int last) => Any(last, notLaterThan: Never - 1);

    /// <summary>Whether a row of them did so for sure when these days were published.</summary>
    public bool IsIn(int last) => Any(last, notLaterThan: last);

    private bool Any(int last, int notLaterThan)
    {
        for (var day = last - 6; day <= last; day++)
        {
            if (_knownSince[day] <= notLaterThan)
            {
                return true;
            }
        }

        return false;
    }
}
