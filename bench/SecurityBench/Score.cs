using System.Globalization;

namespace ToolTime.SecurityBench;

/// <summary>Right and wrong answers over labelled commands.</summary>
internal readonly record struct Score(int Found, int Missed, int FalseAlarms, int Quiet)
{
    public int Dangerous => Found + Missed;

    public double? Precision => Found + FalseAlarms == 0 ? null : (double)Found / (Found + FalseAlarms);

    public double? Recall => Dangerous == 0 ? null : (double)Found / Dangerous;

    public Score Add(bool isDangerous, bool fired) => (isDangerous, fired) switch
    {
        (true, true) => this with { Found = Found + 1 },
        (true, false) => this with { Missed = Missed + 1 },
        (false, true) => this with { FalseAlarms = FalseAlarms + 1 },
        (false, false) => this with { Quiet = Quiet + 1 },
    };

    public static string Text(double? share) => share is { } value ? value.ToString("0.000", CultureInfo.InvariantCulture) : "–";
}
