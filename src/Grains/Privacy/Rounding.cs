using ToolTime.Privacy;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// P9: submitters are rounded down to 5 after a secret sticky offset, calls to two significant digits, rates to one percentage point. It
/// closes differencing: two figures that differ by one person mostly read the same, and where they do not, only the server knows which
/// number it was that tipped. The offset is drawn for a cell and never for a week, or weeks could be averaged.
/// </summary>
internal static class Rounding
{
    /// <summary>The offset of a cell, 0 to one less than the step.</summary>
    public static int OffsetOf(PublicationSecret secret, CellKey cell, PrivacyOptions limits) => secret.Draw("offset", cell, null, limits.SubmitterStep);

    /// <summary>
    /// A number of submitters: less its margin and offset, down to a multiple of the step; never under the minimum, from which on a cell is
    /// told at all. So it is never more than there are.
    /// </summary>
    public static long Submitters(int submitters, int shortfall, PrivacyOptions limits)
    {
        var step = limits.SubmitterStep;
        return Math.Max(limits.MinimumSubmitters, (submitters - shortfall) / step * step);
    }

    /// <summary>A number of calls to a number of significant digits, to the nearest, halves to even.</summary>
    public static double Calls(double calls, int digits)
    {
        if (calls == 0)
        {
            return 0;
        }

        var exponent = (int)Math.Floor(Math.Log10(Math.Abs(calls))) + 1 - digits;
        var step = (decimal)Math.Pow(10, Math.Abs(exponent));
        var number = (decimal)calls;
        return (double)(exponent > 0 ? Math.Round(number / step) * step : Math.Round(number * step) / step);
    }

    /// <summary>A sum of calls to a number of significant digits.</summary>
    public static long Calls(long calls, int digits) => (long)Calls((double)calls, digits);

    /// <summary>A rate or share of 1, at most 1, to the nearest, halves to even.</summary>
    public static double Rate(double part, double whole, PrivacyOptions limits) => Math.Round(Math.Min(1, part / whole), limits.RateDigits);

    /// <summary>The rule, as it is in force.</summary>
    public static PrivacyRule State(PrivacyOptions limits) => new()
    {
        Id = "P9",
        Text = $"Tokens are rounded down to {limits.SubmitterStep} after a secret offset that stays, calls to {limits.CallDigits} significant digits, "
            + $"rates to {limits.RateDigits} decimal digits; shares come from rounded numbers.",
    };
}
