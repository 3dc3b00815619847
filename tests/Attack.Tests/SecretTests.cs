using ToolTime.Attacks.Worlds;

namespace ToolTime.Attacks.Tests;

/// <summary>The attacks on somebody's secrets, in their short form: they fail only where it is certain that too much is told.</summary>
public sealed class SecretTests(ShortCampaign campaign) : IClassFixture<ShortCampaign>
{
    private const double MostAllowed = 0.25;

    /// <summary>All but watching for twelve weeks, which takes too long here.</summary>
    public static TheoryData<Secret, int> Attacks =>
        [.. from secret in Enum.GetValues<Secret>().Except([Secret.UsedThemForLong]) from crowd in Enumerable.Range(0, Crowd.Around(secret).Count) select (secret, crowd)];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Advantage_OverTheShippedRules_IsNotCertainlyTooLarge(Secret secret, int crowd)
    {
        var finding = campaign.Of(secret, Crowd.Around(secret)[crowd]);
        Assert.SkipWhen(finding is null, "The door tells nothing of the last seven days.");
        var verdict = finding.Verdict;
        Assert.Equal(ShortCampaign.Pairs, verdict.Pairs);
        Assert.True(verdict.Interval.Low <= MostAllowed, $"{secret}, {finding.Crowd}: {verdict.Advantage:0.00}, at least {verdict.Interval.Low:0.00}.");
    }

    /// <summary>That there is something to see: of a mean that is hidden anyway nothing can be learnt.</summary>
    [Theory]
    [InlineData(Secret.FailedByMeans)]
    [InlineData(Secret.WorkedByMeans)]
    public void Told_MeansThatAreAttacked_AreToldMostly(Secret secret) =>
        Assert.All(Crowd.Around(secret), crowd => Assert.InRange(campaign.Of(secret, crowd)!.Told, 0.5, 1));

    /// <summary>That the adversary is no fool: the same rule, learnt from what another plan tells, finds the secrets.</summary>
    [Theory]
    [InlineData(Secret.UsedThemAgain)]
    [InlineData(Secret.WentOn)]
    [InlineData(Secret.Deleted)]
    public async Task Advantage_OverDailySums_IsNearlyAll(Secret secret)
    {
        var findings = await campaign.DailySums;
        Assert.All([Crowd.NineLiars, Crowd.FortyNineLiars], crowd => Assert.InRange(findings.Single(finding => finding.Secret == secret && finding.Crowd == crowd).Verdict.Interval.High, 0.75, 1));
        Assert.InRange(findings.Single(finding => finding.Secret == secret && finding.Crowd == Crowd.FortyNineLiars).Verdict.Interval.Low, 0.5, 1);
    }
}
