using System.Globalization;
using ToolTime.Transcripts.Pricing;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Uploader.Reports;

/// <summary>Formats numbers for tables.</summary>
internal static class Figure
{
    /// <summary>Shown for a figure that was not measured.</summary>
    public const string NotMeasured = "-";

    private static readonly (decimal Unit, string Letter)[] Units = [(1e9m, "G"), (1e6m, "M"), (1e3m, "k")];

    public static string Full(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Three digits: 950, 1.23k, 45.6M.</summary>
    public static string Short(long number)
    {
        foreach (var (unit, letter) in Units)
        {
            if (number < unit)
            {
                continue;
            }

            var scaled = number / unit;
            var digits = scaled < 9.995m ? "0.00" : scaled < 99.95m ? "0.0" : "0";
            return scaled.ToString(digits, CultureInfo.InvariantCulture) + letter;
        }

        return number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Dollars and cents. A question mark after it means some models have no price; alone, none has one.</summary>
    public static string Cost(UsageRow row)
    {
        if (row.CostUsd is not { } cost)
        {
            return "?";
        }

        return Dollars(cost) + (row.UnpricedModels.Count > 0 ? " ?" : "");
    }

    public static string Dollars(decimal? cost) =>
        cost is { } known ? "$" + known.ToString("N2", CultureInfo.InvariantCulture) : NotMeasured;

    /// <summary>Milliseconds as 12 ms, 3.4 s, 5.6 min.</summary>
    public static string Duration(int? milliseconds) => milliseconds switch
    {
        null => NotMeasured,
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds} ms"),
        < 60_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000m:0.0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 60_000m:0.0} min"),
    };

    /// <summary>A percentage of observed calls.</summary>
    public static string Share(long? part, long of) =>
        part is { } known && of > 0 ? (100m * known / of).ToString("0.0", CultureInfo.InvariantCulture) + "%" : NotMeasured;

    public static string Count(long? number) => number is { } known ? Full(known) : NotMeasured;

    /// <summary>A count with its noun: 1 session, 2 sessions.</summary>
    public static string Count(long number, string noun) => $"{Full(number)} {noun}{(number == 1 ? "" : "s")}";

    /// <summary>Models by their vendors' short names, without dates.</summary>
    public static string Models(IEnumerable<string> models) => string.Join(", ", models.Select(Model).Distinct());

    public static string Model(string model)
    {
        var name = ModelName.Parse(model).Shown;
        return name.StartsWith("claude-", StringComparison.Ordinal) ? name["claude-".Length..] : name;
    }
}
