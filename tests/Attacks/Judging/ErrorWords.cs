using ToolTime.Attacks.Plans;
using ToolTime.Attacks.Worlds;

namespace ToolTime.Attacks.Judging;

/// <summary>
/// Puts what is seen of a name's errors into words. What is hidden says for which rule it is: a name with a median of calls has submitters
/// enough, so a median of rates that is missing there is not steady. An adversary who knows everybody else works out first what would be told of
/// them.
/// </summary>
/// <param name="others">What all others told of the name; null for an adversary who does not know.</param>
internal sealed class ErrorWords(IReadOnlyList<Count>? others)
{
    private const double StepOfRates = 0.01;
    private const double Reach = 0.1;
    private const int LiarsWithstood = 20;
    private const double LargestMove = 0.005;

    /// <summary>The median of rates, or why it is hidden.</summary>
    public string Medians(Sight sight) => others is null
        ? Told(sight, sight.ErrorRateMedian, "unsteady")
        : $"{Told(sight, sight.ErrorRateMedian, "unsteady")} where one below makes it {MedianWith(0)}, and one above {MedianWith(1)}";

    /// <summary>The mean of rates to a point, or why it is hidden; of somebody who knows all others, how far it is from their mean.</summary>
    public string Means(Sight sight) => others is not null && sight.ErrorRate is { } told
        ? $"{Math.Round((told - MeanOfOthers()) / (StepOfRates / 10))}"
        : Told(sight, sight.ErrorRate, "unsteady");

    private static string Told(Sight sight, double? rate, string hidden) => rate is { } told ? $"{told:0.00}" : sight.CallsMedian is null ? "of few" : hidden;

    private double MeanOfOthers()
    {
        double[] rates = [.. RatesOfOthers().Order()];
        return rates.Average(rate => Math.Clamp(rate, rates[rates.Length / 2] - Reach, rates[rates.Length / 2] + Reach));
    }

    private IEnumerable<double> RatesOfOthers() => others!.Where(count => count.Calls >= 5).Select(count => (double)count.Errors / count.Calls);

    /// <summary>What the rules tell of the others and of somebody with a rate.</summary>
    private string MedianWith(double rate)
    {
        double[] rates = [.. RatesOfOthers().Append(rate).Order()];
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
