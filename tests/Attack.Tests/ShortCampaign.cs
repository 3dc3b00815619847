using ToolTime.Attacks.Plans;
using ToolTime.Attacks.Worlds;

namespace ToolTime.Attacks.Tests;

/// <summary>All attacks on secrets, played once with few worlds.</summary>
public sealed class ShortCampaign : IAsyncLifetime
{
    /// <summary>Pairs of worlds for each attack.</summary>
    public const int Pairs = 40;

    private readonly Lazy<Task<IReadOnlyList<Finding>>> _dailySums = new(() => Campaign.PlayAsync(new SeedsPlan(), Campaign.Limited, Pairs, seed: 1));
    private IReadOnlyList<Finding> _findings = [];

    /// <summary>The same attacks on the plan of daily sums.</summary>
    public Task<IReadOnlyList<Finding>> DailySums => _dailySums.Value;

    /// <summary>What came of an attack on the rules that ship; null where there was nothing to attack.</summary>
    public Finding? Of(Secret secret, Crowd crowd) => _findings.SingleOrDefault(finding => finding.Secret == secret && finding.Crowd == crowd);

    public async ValueTask InitializeAsync() => _findings = await Campaign.PlayAsync(new ShippedRules(), Campaign.Limited, Pairs, seed: 1);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
