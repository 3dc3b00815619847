using ToolTime.Grains.Privacy;
using ToolTime.Grains.Tests.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Privacy;

/// <summary>What a window's tally contains besides names, and in what order.</summary>
public sealed class WindowTallyTests
{
    private static readonly UsageCount[] OfEachKind =
    [
        Given.Tool("Bash", 1),
        Given.Of(Dimension.McpServer, "a", 1),
        Given.Of(Dimension.Skill, "a", 1),
        Given.Of(Dimension.Plugin, "a", 0),
    ];

    [Fact]
    public void Complete_OfUseOfAnyKind_CountsASubmitterOnceHoweverManyNames()
    {
        UsageCount[] two =
        [
            .. from dimension in (Dimension[])[Dimension.McpServer, Dimension.Skill, Dimension.Plugin]
               from name in (string[])["", "a"]
               select Given.Of(dimension, name, 1),
            Given.Tool("", 1),
        ];
        Assert.Equal([3, 3, 3, 2], UsersOfAny(new Crowd().With(1, OfEachKind).With(2, two).With(4, Given.Tool("Bash", 1))));
    }

    [Fact]
    public void Complete_OfUseOfAnyKind_CountsEachKindByItself()
    {
        Assert.Equal([1, 0, 0, 0], UsersOfAny(new Crowd().With(1, Given.Of(Dimension.McpServer, "a", 1))));
        Assert.Equal([0, 1, 0, 0], UsersOfAny(new Crowd().With(1, Given.Of(Dimension.Skill, "a", 1))));
        Assert.Equal([0, 0, 1, 0], UsersOfAny(new Crowd().With(1, Given.Of(Dimension.Plugin, "a", 0))));
        Assert.Equal([0, 0, 0, 1], UsersOfAny(new Crowd().With(1, Given.Tool("", 1))));
        Assert.Equal([0, 0, 0, 0], UsersOfAny(new Crowd().With(1, Given.Of(Dimension.Skill, "a", 0), Given.Tool("", 0))));
    }

    [Fact]
    public void Complete_OfReportsWithoutAClient_CountsOnlyUnlistedNames()
    {
        Assert.Equal([0, 0, 0, 0], UsersOfAny(new Crowd().With(1, _ => [Given.Tool("Bash", 1)], AgentClient.Unknown)));
        Assert.Equal([0, 0, 0, 1], UsersOfAny(new Crowd().With(1, _ => [Given.Tool("mcp__github__*", 1)], AgentClient.Unknown)));
    }

    [Fact]
    public void Add_NoRows_CountsNobody()
    {
        var tally = new WindowTally();
        tally.Add([], ToolTime.Publication.StatsWindowKind.Week);
        Assert.Empty(tally.Complete());
    }

    /// <summary>They are stored and sent, so they must not change.</summary>
    [Fact]
    public void UsageName_OfTheWhole_HasTheNameThatIsStored() =>
        Assert.Equal(
            ["", "edit_without_read", "any_mcp_server", "any_skill", "any_plugin", "any_unlisted"],
            ((UsageName[])
                [
                    UsageName.Everything, UsageName.EditsWithoutRead, UsageName.AnyMcpServer, UsageName.AnySkill, UsageName.AnyPlugin,
                    UsageName.AnyUnlisted,
                ]).Select(name => name.Name)
        );

    [Fact]
    public void Operators_OfKeysInOrder_AgreeWithIt()
    {
        CellKey[] keys =
        [
            new(null, UsageName.Everything), new(null, new(Dimension.Tool, "A")), new(null, new(Dimension.Tool, "a")),
            new(null, new(Dimension.Skill, "A")), new(AgentClient.ClaudeCode, UsageName.Everything),
        ];
        foreach (var (left, one) in keys.Index())
        {
            foreach (var (right, other) in keys.Index())
            {
                var expected = (left < right, left <= right, left > right, left >= right);
                Assert.Equal(expected, (one < other, one <= other, one > other, one >= other));
                if (one.Client == other.Client)
                {
                    var (name, otherName) = (one.Name, other.Name);
                    Assert.Equal(expected, (name < otherName, name <= otherName, name > otherName, name >= otherName));
                }
            }
        }
    }

    private static int[] UsersOfAny(Crowd crowd)
    {
        var cells = crowd.Tally().Complete();
        return
        [
            .. ((UsageName[])[UsageName.AnyMcpServer, UsageName.AnySkill, UsageName.AnyPlugin, UsageName.AnyUnlisted])
                .Select(name => cells.TryGetValue(new(null, name), out var tally) ? tally.Submitters : 0),
        ];
    }

    [Fact]
    public void Decode_WhatWasEncoded_PublishesTheSame()
    {
        var crowd = new Crowd()
            .With(60, number =>
                [Given.Tool("Bash", 1 + (number * 37), 1 + number, errors: number / 2, rejections: number % 3), Given.Tool("", 3)]
            )
            .With(30, number => [Given.Tool("Read", number), Given.Of(Dimension.Model, "opus", 1)], AgentClient.Codex, edits: 2)
            .With(12, _ => [Given.Tool("Bash", 2_000)], AgentClient.Unknown);
        var tally = crowd.Tally();
        var decoded = WindowTally.Decode(tally.Encode());
        Assert.NotEmpty(Crowd.Publish(tally));
        Assert.Equal(Crowd.Publish(tally), Crowd.Publish(decoded));
        Assert.Equal(tally.Encode().Length, decoded.Encode().Length);
    }

    [Fact]
    public void Decode_NothingCounted_IsNothing() => Assert.Empty(WindowTally.Decode(new WindowTally().Encode()).Complete());
}
