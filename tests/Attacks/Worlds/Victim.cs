namespace ToolTime.Attacks.Worlds;

/// <summary>One victim of one attack, in one world of a pair.</summary>
/// <param name="Secret">What the adversary wants to know.</param>
/// <param name="Crowd">Who stands around.</param>
/// <param name="Person">Which of the people it is.</param>
/// <param name="Names">Their five names, which no other victim has.</param>
/// <param name="IsTrue">What the adversary wants to know.</param>
public sealed record Victim(Secret Secret, Crowd Crowd, int Person, IReadOnlyList<int> Names, bool IsTrue)
{
    /// <summary>Epochs of four weeks over which the longest attack goes.</summary>
    public const int Epochs = 3;

    /// <summary>Names of a victim.</summary>
    public const int NamesOfVictim = 5;

    /// <summary>The weeks in which the adversary looks, from 0; where they look daily, the two days.</summary>
    public Range Weeks => Secret switch
    {
        Secret.UsedThem or Secret.UsedOtherClient or Secret.FailedByMedians or Secret.FailedByMeans or Secret.WorkedByMeans => 0..1,
        Secret.UsedThemAgain or Secret.BeganToday => 0..2,
        Secret.Deleted => 0..4,
        Secret.UsedThemForLong => 0..(4 * Epochs),
        _ => 3..5,
    };

    /// <summary>Whether the victim uses the names in a week.</summary>
    public bool Uses(int week) => IsIn(week) && ((IsTrue && Secret != Secret.BeganToday) || (IsTrue && week == 1) || Secret switch
    {
        Secret.UsedThem or Secret.UsedOtherClient or Secret.BeganToday or Secret.UsedThemForLong => false,
        Secret.UsedThemAgain or Secret.WentOn => week == Weeks.Start.Value,
        _ => true,
    });

    /// <summary>Whether the victim's calls fail, or work, as nobody else's do.</summary>
    public bool StandsOut => IsTrue && LooksAtErrors;

    /// <summary>Whether the adversary looks at means of rates.</summary>
    public bool LooksAtMeans => Secret is Secret.FailedByMeans or Secret.WorkedByMeans;

    /// <summary>Whether the adversary looks at errors.</summary>
    public bool LooksAtErrors => Secret == Secret.FailedByMedians || LooksAtMeans;

    /// <summary>Whether somebody looks in a week.</summary>
    public bool IsIn(int week) => week >= Weeks.Start.Value && week < Weeks.End.Value;
}
