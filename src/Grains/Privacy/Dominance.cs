using ToolTime.Privacy;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// P10: a sum of which one submitter holds over 20%, or two over 35%, is hidden; its median stays. It closes two attacks at once: who knows
/// to be small beside a heavy user reads that user out of the sum, and one fabricated report moves the sum and all that is made of it.
/// </summary>
internal static class Dominance
{
    /// <summary>Hides the cell's dominated sums.</summary>
    public static void Hide(CellDraft cell, PrivacyOptions limits)
    {
        foreach (var sum in Details.Sums.Where(cell.Tells))
        {
            if (IsDominated(cell.Tally.Sum(sum), limits))
            {
                cell.Hide(sum);
            }
        }
    }

    /// <summary>Whether one or two submitters hold too much of a sum. Of nothing nobody holds anything.</summary>
    public static bool IsDominated(Contributions sum, PrivacyOptions limits) =>
        sum.Largest > limits.LargestShare * sum.Sum || sum.Largest + sum.SecondLargest > limits.LargestShareOfTwo * sum.Sum;

    /// <summary>The rule, as it is in force.</summary>
    public static PrivacyRule State(PrivacyOptions limits) => new()
    {
        Id = "P10",
        Text = $"A sum of which one token holds over {100 * limits.LargestShare:0.#}%, or two over {100 * limits.LargestShareOfTwo:0.#}%, is hidden; its median stays.",
    };
}
