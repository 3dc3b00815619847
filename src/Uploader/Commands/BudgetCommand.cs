using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ToolTime.Monitor.Budgets;
using ToolTime.Transcripts.Reporting;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime budget set|show|check`.</summary>
internal static class BudgetCommand
{
    public static Command Create(Func<Func<CommandContext, int>, int> guarded)
    {
        var command = new Command("budget", "Set budgets and see how much of them is spent.")
        {
            Set(guarded),
            Show(guarded),
            Check(guarded),
        };
        command.SetAction(_ => guarded(context => Show(context, asJson: false, isCheck: false)));
        return command;
    }

    private static Command Set(Func<Func<CommandContext, int>, int> guarded)
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
        command.SetAction(parsed =>
            guarded(context =>
            {
                var (name, amount) = (parsed.GetValue(period)!, parsed.GetValue(usd)!);
                BudgetFile.Set(context.Home, name, parsed.GetValue(project), amount is "off" ? null : Dollars(amount));
                var what = parsed.GetValue(project) is { } one ? $"{name} of {one}" : name;
                context.Say(
                    amount is "off"
                        ? $"The budget for the {what} is removed."
                        : string.Create(CultureInfo.InvariantCulture, $"The budget for the {what} is ${Dollars(amount):N2}.")
                );
                return ExitCode.Fine;
            })
        );
        return command;
    }

    private static Command Show(Func<Func<CommandContext, int>, int> guarded)
    {
        var json = Json();
        var command = new Command("show", "Show how much of each budget is spent, and Anthropic's own limits if known.")
        {
            json,
        };
        command.SetAction(parsed => guarded(context => Show(context, parsed.GetValue(json), isCheck: false)));
        return command;
    }

    private static Command Check(Func<Func<CommandContext, int>, int> guarded)
    {
        var json = Json();
        var command = new Command("check", "The same for scripts: exits with 1 if a budget is exceeded.") { json };
        command.SetAction(parsed => guarded(context => Show(context, parsed.GetValue(json), isCheck: true)));
        return command;
    }

    private static Option<bool> Json() => new("--json") { Description = "As JSON. Default: as words. Example: --json" };

    private static int Show(CommandContext context, bool asJson, bool isCheck)
    {
        var report = BudgetReport.Read(context, Terminal.FromConsole(context.Environment));
        if (asJson)
        {
            context.Write(JsonSerializer.Serialize(report, ClientJson.Default.BudgetReport));
        }
        else
        {
            Print(context, report.Budgets, report.OfficialLimits, context.Zone);
        }

        if (report.Budgets.Count == 0 && !asJson)
        {
            context.Say("No budget is set: `tooltime budget set day 20`.");
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

        foreach (var (name, limit) in new[] { ("5 hours", limits?.FiveHour), ("7 days", limits?.SevenDay) })
        {
            if (limit is not null)
            {
                context.Write(
                    string.Create(CultureInfo.InvariantCulture, $"Anthropic's limit of {name}: {limit.UsedPercentage:0}% used")
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
