namespace ToolTime.Grains.CoUse;

/// <summary>
/// Fisher's exact test, one-sided: how likely at least so many submitters use both of two names if who uses the one says nothing of who uses
/// the other. R. A. Fisher, "The Logic of Inductive Inference", Journal of the Royal Statistical Society 98 (1935).
/// </summary>
internal static class HypergeometricTest
{
    /// <summary>The probability of an overlap of <paramref name="both"/> or more.</summary>
    /// <param name="all">All submitters.</param>
    /// <param name="first">Those who use the first name.</param>
    /// <param name="second">Those who use the second.</param>
    /// <param name="both">Those who use both.</param>
    public static double Probability(long all, long first, long second, long both)
    {
        var sum = 0.0;
        for (var overlap = both; overlap <= Math.Min(first, second); overlap++)
        {
            var term = Math.Exp(
                LnChoose(first, overlap) + LnChoose(all - first, second - overlap) - LnChoose(all, second)
            );
            sum += term;
            // Beyond the mode terms only fall.
            if (term < sum * 1e-17)
            {
                break;
            }
        }

        return Math.Min(1, sum);
    }

    private static double LnChoose(long n, long k) =>
        k < 0 || k > n ? double.NegativeInfinity : LnFactorial(n) - LnFactorial(k) - LnFactorial(n - k);

    /// <summary>ln n! by Stirling's series, with terms enough for 14 digits from 16 on; below, the product.</summary>
    private static double LnFactorial(long n)
    {
        if (n < 16)
        {
            var product = 1.0;
            for (var factor = 2; factor <= n; factor++)
            {
                product *= factor;
            }

            return Math.Log(product);
        }

        double x = n + 1;
        var square = 1 / (x * x);
        var series = ((((((-1.0 / 1680 * square) + (1.0 / 1260)) * square) - (1.0 / 360)) * square) + (1.0 / 12)) / x;
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series;
    }
}
