using System.CommandLine;
using System.Globalization;
using ToolTime.Monitor.Budgets;
using ToolTime.Transcripts.Reporting;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime budget set|show|check`.</summary>
internal static class BudgetCommand
{
    public static Command Create(VerbBuilder verbs) =>
        verbs.Reads(
            new("budget", "Set budgets and see how much of them is spent.")
            {
                Set(verbs),
                verbs.Reads(
                    new("show", "Show how much of each budget is spent, and Anthropic's own limits if known."),
                    (context, _) => Show(context, isCheck: false)
                ),
                verbs.Reads(
                    new("check", "The same for scripts: exits with 1 if a budget is exceeded."),
                    (context, _) => Show(context, isCheck: true)
                ),
            },
            (context, _) => Show(context, isCheck: false)
        );

    private static Command Set(VerbBuilder verbs)
    {
        var period = new Argument<string>("period") { Description = "day, month, or window for Claude Code's 5 hours. Example: day" };
        period.AcceptOnlyFromAmong(Budget.Periods);
        var usd = new Argument<string>("usd") { Description = "Dollars, or off to remove it. Example: 20" };
        var project = new Option<string?>("--project")
        {
            Description = "One project, by its folder's name. Default: all. Example: --project shop",
            HelpName = "NAME",
        };
        usd.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } text && text is not "off" && Dollars(text) is null)
            {
                result.AddError($"{text} is not an amount of dollars from 0 to 1,000,000.");
            }
        });
        var command = new Command("set", "Set or remove a budget.") { period, usd, project };
        return verbs.Changes(command, (context, parsed) =>
        {
            var (name, one) = (parsed.GetValue(period)!, parsed.GetValue(project));
            var amount = Dollars(parsed.GetValue(usd)!);
            var before = BudgetFile.Set(context.Home, name, one, amount, context.IsDryRun);
            var what = one is null ? name : $"{name} of {one}";
            context.Report(
                new BudgetChange(context.IsDryRun, name, one, amount, before),
                ClientJson.Default.BudgetChange,
                amount is null
                    ? $"The budget for the {what} is removed."
                    : string.Create(CultureInfo.InvariantCulture, $"The budget for the {what} is ${amount:#,##0.00####}.")
            );
            return ExitCode.Fine;
        });
    }

    private static int Show(CommandContext context, bool isCheck)
    {
        var report = BudgetReport.Read(context, Terminal.FromConsole(context.Environment));
        if (context.AsJson)
        {
            context.WriteJson(report, ClientJson.Default.BudgetReport);
        }
        else
        {
            Print(context, report.Budgets, report.OfficialLimits, context.Zone);
            if (report.Budgets.Count == 0)
            {
                context.Say("No budget is set: `tooltime budget set day 20`.");
            }
        }

        return isCheck && report.Budgets.Any(budget => budget.IsPassed) ? ExitCode.Failed : ExitCode.Fine;
    }

    private static void Print(CommandContext context, IReadOnlyList<BudgetStatus> budgets, OfficialLimits? limits, TimeZoneInfo zone)
    {
        foreach (var budget in budgets)
        {
            context.Write(
                budget.Text
                    + (
                        budget.UnpricedModels.Count > 0
                            ? $", without {string.Join(", ", budget.UnpricedModels)}, whose price is unknown"
                            : ""
                    )
            );
        }

        foreach (var (name, limit) in new[]
        {
            ("limit of 5 hours", limits?.FiveHour), ("limit of 7 days", limits?.SevenDay), ("spend limit", limits?.SpendLimit),
        })
        {
            if (limit is not null)
            {
                context.Write(
                    string.Create(CultureInfo.InvariantCulture, $"Anthropic's {name}: {limit.UsedPercentage:0}% used")
                        + (limit is { UsedUsd: { } used, LimitUsd: { } all }
                            ? string.Create(CultureInfo.InvariantCulture, $", ${used:N2} of ${all:N2}")
                            : "")
                        + (limit.ResetsAt > 0 ? $", until {ReportTime.Local((uint)limit.ResetsAt, zone)}" : "")
                );
            }
        }
    }

    private static decimal? Dollars(string text) =>
        decimal.TryParse(text.TrimStart('$'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var usd)
        && usd is >= 0 and <= 1_000_000
            ? usd
            : null;
}

/// <summary>What `budget set --json` prints.</summary>
/// <param name="DryRun">Whether nothing was written.</param>
/// <param name="Period">day, month or window.</param>
/// <param name="Project">The project; null for all.</param>
/// <param name="Usd">The budget; null if it is removed.</param>
/// <param name="PreviousUsd">The budget before; null if there was none.</param>
internal sealed record BudgetChange(bool DryRun, string Period, string? Project, decimal? Usd, decimal? PreviousUsd);
