using System.Text.Json.Nodes;
using ToolTime.Transcripts.Tests;

namespace ToolTime.Uploader.Tests.Commands;

public sealed class BudgetTests
{
    [Fact]
    public void Check_BudgetOfEachPeriod_IsBesideWhatWasSpent()
    {
        using var test = Home();
        Assert.Equal(0, test.Run("budget", "set", "day", "10").ExitCode);
        Assert.Equal(0, test.Run("budget", "set", "month", "100").ExitCode);
        Assert.Equal(0, test.Run("budget", "set", "window", "5").ExitCode);
        Assert.Equal(0, test.Run("budget", "set", "month", "0.5", "--project", "shop").ExitCode);

        var result = test.Run("budget", "check");
        Assert.Equal(
            "day $1.00 of $10.00 (10%)\nmonth $3.00 of $100.00 (3%)\nwindow $1.00 of $5.00 (20%)\nmonth of shop $3.00 of $0.50 (600%), passed\n",
            result.Output
        );
        Assert.Equal((1, ""), (result.ExitCode, result.Messages));
        Assert.Contains("Budgets: day $1.00 of $10.00 (10%); ", test.Run("today").Messages, StringComparison.Ordinal);

        Assert.Equal(0, test.Run("budget", "set", "month", "off", "--project", "shop").ExitCode);
        Assert.Equal(0, test.Run("budget", "check").ExitCode);
        var budgets = JsonNode.Parse(test.Run("budget", "show", "--json").Output)!["budgets"]!.AsArray();
        Assert.Equal(["day 1.00 ok", "month 3.00 ok", "window 1.00 ok"], budgets.Select(one => $"{one!["period"]} {one["spent_usd"]} {one["state"]}"));
    }

    [Fact]
    public void Set_BudgetBelowACent_IsSaidAsItIs()
    {
        using var test = Home();
        Assert.Equal("The budget for the day is $0.001.\n", test.Run("budget", "set", "day", "0.001").Messages);
        Assert.StartsWith("day $1.00 of $0.001 ", test.Run("budget", "show").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Set_SeveralAtOnce_LosesNone()
    {
        using var test = Home();
        var commands = Enumerable.Range(1, 6).Select(i => test.Start("budget", "set", "day", "5", "--project", $"p{i}")).ToList();
        Assert.All(commands, command => Assert.Equal(0, command.CloseInputAndEnd().ExitCode));
        commands.ForEach(command => command.Dispose());
        var budgets = JsonNode.Parse(File.ReadAllText(Path.Combine(test.Home, "budgets.json")))!.AsArray();
        Assert.Equal(["p1", "p2", "p3", "p4", "p5", "p6"], budgets.Select(budget => (string?)budget!["project"]).Order());
    }

    [Theory]
    [InlineData("budget", "set", "year", "10")]
    [InlineData("budget", "set", "day", "ten")]
    [InlineData("budget", "set", "day", "-1")]
    [InlineData("budget", "set", "day", "1e9")]
    [InlineData("budget", "set", "day")]
    public void Set_WhatIsNoBudget_IsRefused(params string[] arguments)
    {
        using var test = Home();
        Assert.Equal(2, test.Run(arguments).ExitCode);
        Assert.False(File.Exists(Path.Combine(test.Home, "budgets.json")));
    }

    [Theory]
    [InlineData("[{")]
    [InlineData("[null]")]
    [InlineData("""[{"period":"day","usd":1},{"period":"year","usd":1}]""")]
    public void Report_BudgetsThatAreBroken_IsMadeAllTheSame(string budgets)
    {
        using var test = Home();
        test.Run("today");
        File.WriteAllText(Path.Combine(test.Home, "budgets.json"), budgets);
        var result = test.Run("today", "--json");
        Assert.Equal((0, 1m), (result.ExitCode, (decimal)JsonNode.Parse(result.Output)!["totals"]!["cost_usd"]!));
        Assert.Contains("budgets.json is broken", result.Messages, StringComparison.Ordinal);
        var broken = test.Run("budget");
        Assert.Equal(1, broken.ExitCode);
        Assert.Contains("budgets.json is broken", broken.Messages, StringComparison.Ordinal);
    }

    // A dollar today, two dollars a week ago: opus costs $25 per million output tokens.
    private static TestHome Home()
    {
        var test = new TestHome("2026-11-21T04:00:00Z");
        test.Environment["TZ"] = "UTC";
        var folder = Path.Combine(test.User, ".claude", "projects", "-home-dev-shop");
        Directory.CreateDirectory(folder);
        File.WriteAllLines(
            Path.Combine(folder, "s.jsonl"),
            [
                Lines.Response("1", 79_998, "2026-11-14T10:00:00.000Z"),
                Lines.Response("2", 39_998, "2026-11-21T03:00:00.000Z"),
            ]
        );
        return test;
    }
}
