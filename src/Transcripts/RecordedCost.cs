namespace ToolTime.Transcripts;

/// <summary>What a client recorded that something cost.</summary>
internal static class RecordedCost
{
    private const double Highest = 1e6;

    /// <summary>Millionths of a dollar; -1 for 0, which a client writes that knows no price, and for an impossible amount.</summary>
    public static long Micros(double dollars) => dollars is > 0 and < Highest ? (long)Math.Round(dollars * 1e6) : -1;
}
