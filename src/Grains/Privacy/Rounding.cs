using ToolTime.Privacy;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// Rule 4: figures are computed from exact numbers and rounded last. Submitter counts are exact; calls, averages and quantiles have two
/// significant digits; shares are whole percents; rates are tenths of a percent, and at least one tenth if above zero.
/// </summary>
internal static class Rounding
{
    public static IResolution CallResolution { get; } = new TwoDigits();

    /// <summary>Durations, in milliseconds.</summary>
    public static IResolution DurationResolution { get; } = new TwoDigits();

    /// <summary>Rates, as parts of 1.</summary>
    public static IResolution RateResolution { get; } = new Tenths();

    /// <summary>Rounds a number of calls, or an average of them, to two significant digits; halves away from zero.</summary>
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

    /// <summary>Rounds a sum of calls to two significant digits.</summary>
    public static long Calls(long calls) => (long)Calls((double)calls);

    /// <summary>Rounds a share, 0 to 1, to whole percents.</summary>
    public static double Share(double share) => (double)Math.Round((decimal)share, 2, MidpointRounding.AwayFromZero);

    /// <summary>Rounds a rate, 0 to 1, to tenths of a percent; any rate above zero is at least 0.001.</summary>
    public static double Rate(double rate) => RateResolution.ValueOf(RateResolution.BucketOf(rate));

    /// <summary>The rule in force, in words.</summary>
    public static PrivacyRule Describe() =>
        new()
        {
            Id = "rounding",
            Text =
                "Submitters are exact. Calls, averages and quantiles have two significant digits, shares are whole percents, rates tenths of a percent. Nothing is drawn at random.",
        };

    /// <summary>One bucket per whole number below 100, then 90 per power of ten.</summary>
    private sealed class TwoDigits : IResolution
    {
        private const int Linear = 100;
        private const int PerPower = 90;

        public int BucketOf(double value)
        {
            // A submitter's calls are a whole number, and there are many submitters.
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
        /// Allows for floating-point error: after a division by at most a million and a multiplication, only a true half is this close to
        /// one.
        /// </summary>
        private const double Inexactness = 1e-9;

        public int BucketOf(double value) => value <= 0 ? 0 : Math.Clamp((int)((value * PerOne) + 0.5 + Inexactness), 1, PerOne);

        public double ValueOf(int bucket) => (double)((decimal)bucket / PerOne);
    }
}
