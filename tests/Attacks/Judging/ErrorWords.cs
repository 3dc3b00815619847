using ToolTime.Attacks.Plans;
using ToolTime.Attacks.Worlds;

namespace ToolTime.Attacks.Judging;

/// <summary>
/// Puts what is seen of a name's errors into words. What is hidden says for which rule it is: a name with a median of calls has submitters
/// enough, so a median of rates that is missing there is not steady, and a sum is dominated. An adversary who knows everybody else works out
/// first what would be told of them.
/// </summary>
/// <param name="others">What all others told of the name; null for an adversary who does not know.</param>
/// <param name="errorsOfLiars">Errors that the adversary made up.</param>
internal sealed class ErrorWords(IReadOnlyList<Count>? others, int errorsOfLiars)
{
    private const double StepOfErrors = 15;
    private const int LiarsWithstood = 20;
    private const double LargestMove = 0.005;

    /// <summary>The median of rates, or why it is hidden.</summary>
    public string Medians(Sight sight) => others is null
        ? Told(sight, sight.ErrorRateMedian, "unsteady")
        : $"{Told(sight, sight.ErrorRateMedian, "unsteady")} where one below makes it {MedianWith(0)}, and one above {MedianWith(1)}";

    /// <summary>The sum of errors, else the rate over it, or why both are hidden.</summary>
    public string Sums(Sight sight)
    {
        var known = others?.Sum(count => count.Errors) ?? errorsOfLiars;
        var told = sight.Errors is { } errors ? $"{Math.Floor((errors - known) / StepOfErrors)}" : Told(sight, sight.ErrorRate, "dominated");
        return others is null ? told : $"{told} where others' largest part is {Math.Round(10.0 * others.Max(count => count.Errors) / Math.Max(1, known)) / 10:0.0}";
    }

    private static string Told(Sight sight, double? rate, string hidden) => rate is { } told ? $"{told:0.00}" : sight.CallsMedian is null ? "of few" : hidden;

    /// <summary>What the rules tell of the others and of somebody with a rate.</summary>
    private string MedianWith(double rate)
    {
        double[] rates = [.. others!.Where(count => count.Calls >= 5).Select(count => (double)count.Errors / count.Calls).Append(rate).Order()];
        if (rates.Length <= LiarsWithstood)
        {
            return "unsteady";
        }

        double At(double position) => (rates[(int)Math.Floor(position)] + rates[(int)Math.Ceiling(position)]) / 2;
        var middle = (rates.Length - 1) / 2.0;
        var move = Math.Max(At(middle) - At(middle - (LiarsWithstood / 2.0)), At(middle + (LiarsWithstood / 2.0)) - At(middle));
        return move <= LargestMove ? $"{At(middle):0.00}" : "unsteady";
    }
}
