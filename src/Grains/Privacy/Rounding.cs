using ToolTime.Privacy;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// Rule 4: numbers are computed from exact ones and rounded last. Submitters are exact; calls, averages and quantiles have two significant
/// digits; shares are whole percents; rates are tenths of a percent, and one above zero is at least that.
/// </summary>
internal static class Rounding
{
    /// <summary>Numbers of calls.</summary>
    public static IResolution CallResolution { get; } = new TwoDigits();

    /// <summary>Durations, in milliseconds.</summary>
    public static IResolution DurationResolution { get; } = new TwoDigits();

    /// <summary>Rates, as parts of 1.</summary>
    public static IResolution RateResolution { get; } = new Tenths();

    /// <summary>A number of calls, or an average of it, to two significant digits; halves away from zero.</summary>
    /// <param name="calls">The number; not negative.</param>
    public static double Calls(double calls)
    {
        if (calls == 0)
        {
            return 0;
        }

        var exponent = (int)Math.Floor(Math.Log10(calls)) - 1;
        var step = (decimal)Math.Pow(10, Math.Abs(exponent));
        var number = (decimal)calls;
        return (double)(exponent > 0
            ? Math.Round(number / step, MidpointRounding.AwayFromZero) * step
            : Math.Round(number * step, MidpointRounding.AwayFromZero) / step);
    }

    /// <summary>A sum of calls to two significant digits.</summary>
    public static long Calls(long calls) => (long)Calls((double)calls);

    /// <summary>A share of 1 in whole percents.</summary>
    public static double Share(double share) =>
        Math.Round((decimal)share, 2, MidpointRounding.AwayFromZero) is var rounded ? (double)rounded : 0;

    /// <summary>A rate of 1 in tenths of a percent; 0.001 where it is above zero and would be less.</summary>
    public static double Rate(double rate) => RateResolution.ValueOf(RateResolution.BucketOf(rate));

    /// <summary>The rule, as it is in force.</summary>
    public static PrivacyRule State() =>
        new()
        {
            Id = "rounding",
            Text =
                "Submitters are exact. Calls, averages and quantiles have two significant digits, shares are whole percents, rates tenths of a percent. Nothing is drawn at random.",
        };

    /// <summary>A bucket for each whole number below 100, then 90 for each power of ten.</summary>
    private sealed class TwoDigits : IResolution
    {
        private const int Linear = 100;
        private const int PerPower = 90;

        public int BucketOf(double value)
        {
            // Calls of a submitter are whole, and there are many of them.
            var rounded = (long)value == value ? (long)value : (long)Calls(value);
            if (rounded < Linear)
            {
                return (int)rounded;
            }

            var (power, unit) = (0, 1L);
            while (rounded / unit >= Linear)
            {
                unit *= 10;
                power++;
            }

            // Halves away from zero; 99.5 of a unit is 10 of the next.
            var digits = (int)((rounded + (unit / 2)) / unit);
            return digits < Linear ? Linear + ((power - 1) * PerPower) + digits - 10 : Linear + (power * PerPower);
        }

        public double ValueOf(int bucket) => bucket < Linear
            ? bucket
            : (10 + ((bucket - Linear) % PerPower)) * Math.Pow(10, 1 + ((bucket - Linear) / PerPower));
    }

    private sealed class Tenths : IResolution
    {
        private const int PerOne = 1_000;

        /// <summary>
        /// A half is a half again, after a division by at most a million and a multiplication: nothing else is as near to one.
        /// </summary>
        private const double Inexactness = 1e-9;

        public int BucketOf(double value) => value <= 0 ? 0 : Math.Clamp((int)((value * PerOne) + 0.5 + Inexactness), 1, PerOne);

        public double ValueOf(int bucket) => (double)((decimal)bucket / PerOne);
    }
}
