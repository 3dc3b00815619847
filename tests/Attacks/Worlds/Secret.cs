namespace ToolTime.Attacks.Worlds;

/// <summary>What the adversary wants to know of a victim. Each is yes or no, and a fair coin says which.</summary>
public enum Secret
{
    /// <summary>Whether they used their names in the one week.</summary>
    UsedThem,

    /// <summary>Whether they, who used them in the first week, did so in the second.</summary>
    UsedThemAgain,

    /// <summary>Whether they deleted everything between the second week's end and its publication, and were seen no more.</summary>
    Deleted,

    /// <summary>Whether they, who used them in an epoch's last week, did so in the next epoch's first, under their new token.</summary>
    WentOn,

    /// <summary>Whether they used their names under a client that nobody else uses them with.</summary>
    UsedOtherClient,

    /// <summary>Whether they used their names on the newest day of the last seven, and on none before.</summary>
    BeganToday,

    /// <summary>Whether they used their names in each of twelve weeks, or in none.</summary>
    UsedThemForLong,

    /// <summary>Whether half of their calls of the names fail, as nobody else's do; the adversary looks at medians of rates.</summary>
    FailedByMedians,

    /// <summary>The same; the adversary looks at means of rates, and at which are hidden.</summary>
    FailedByMeans,

    /// <summary>Whether half of their calls of the names work, where nearly all of everybody else's fail; the adversary looks at means of rates.</summary>
    WorkedByMeans,
}
