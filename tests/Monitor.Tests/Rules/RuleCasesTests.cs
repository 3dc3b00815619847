using ToolTime.Monitor.Security.Rules;

namespace ToolTime.Monitor.Tests.Rules;

/// <summary>Every rule over its own labelled commands, and all rules over commands that no rule was made with.</summary>
public sealed class RuleCasesTests
{
    private static readonly ILookup<string,
        LabelledCommand> Cases = LabelledCommand.ReadAll(Engine.Fixture("labelled.tsv")).ToLookup(item => item.Category);

    /// <summary>`boundary.read` has its own tests, since its findings are below `medium`.</summary>
    public static TheoryData<string> Rules => [.. RuleSet.All.Where(rule => rule.Id is not "boundary.read").Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_ItsDangerousCases_AreFoundByIt(string rule) =>
        Assert.Empty(Cases[rule].Where(item => item.IsDangerous
            && !Engine.Bash(item.Text).Serious().Any(finding => finding.Rule == rule)).Select(item => item.Text));

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_ItsBenignCases_AreFoundByNone(string rule) =>
        Assert.Empty(Cases[rule].Where(item => !item.IsDangerous && Engine.Bash(item.Text).Serious().Any()).Select(item => item.Text));

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_Cases_AreEightOfEach(string rule) =>
        Assert.True(Cases[rule].Count(item => item.IsDangerous) >= 8 && Cases[rule].Count(item => !item.IsDangerous) >= 8, rule);

    [Fact]
    public void Rules_Ids_AreUniqueAndOfTheirCases()
    {
        Assert.Equal(RuleSet.All.Count, RuleSet.All.Select(rule => rule.Id).Distinct().Count());
        Assert.Empty(Cases.Select(group => group.Key).Except(RuleSet.All.Select(rule => rule.Id)));
        Assert.True(RuleSet.All.Count >= 30);
    }

    [Fact]
    public void AllRules_HeldOutCommands_MeetTheAims()
    {
        var items = LabelledCommand.ReadAll(Engine.Fixture("held-out.tsv"));
        var found = items.Where(item => Engine.Bash(item.Text).Serious().Any()).ToList();
        var right = found.Count(item => item.IsDangerous);
        Assert.InRange((double)right / found.Count, 0.98, 1);
        Assert.InRange((double)right / items.Count(item => item.IsDangerous), 0.95, 1);
    }

    [Fact]
    public void AllRules_EverydayCommands_AreQuietInNinetyNineOfHundred()
    {
        var commands = File.ReadAllLines(Engine.Fixture("everyday.txt"));
        Assert.Equal(2000, commands.Length);
        Assert.InRange(commands.Count(command => Engine.Bash(command).Serious().Any()), 0, commands.Length / 100);
    }
}
