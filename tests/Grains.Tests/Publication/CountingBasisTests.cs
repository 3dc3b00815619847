using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Names;

namespace ToolTime.Grains.Tests.Publication;

public sealed class CountingBasisTests
{
    private static readonly DateTimeOffset Due = new PublicationOptions().DueAt(Given.Week);

    [Fact]
    public void Of_WhatCountingDependsOn_DiffersWithEach()
    {
        PrivacyOptions[] limits = [new(), new() { MatureDays = 3 }, new() { MatureAge = TimeSpan.FromDays(2) }];
        byte[][] bases =
        [
            .. limits.Select(limit => CountingBasis.Of(NameList.Shipped, limit, Due)),
            CountingBasis.Of(NameList.Shipped, new(), Due.AddDays(1)),
            CountingBasis.Of(With("add tool deploy"), new(), Due),
            CountingBasis.Of(With("block tool deploy"), new(), Due),
            CountingBasis.Of(With("add skill deploy"), new(), Due),
        ];
        Assert.Equal(bases.Length, bases.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void Of_WhatOnlyDecidesOnWhatWasCounted_IsTheSame() => Assert.Equal(
        CountingBasis.Of(With("add tool a\nblock tool b"), new(), Due),
        CountingBasis.Of(With("block tool b\n# a comment\nadd tool a"), new() { MinimumSubmitters = 7, LargestMargin = 3, LargestShare = 0.1 }, Due));

    private static NameList With(string lines) => NameList.Shipped.With(OperatorNames.Parse(lines));
}
