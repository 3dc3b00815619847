using ToolTime.Grains.Privacy;
using ToolTime.Grains.Tests.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Privacy;

public sealed class TallyFormatTests
{
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
        var decoded = TallyFormat.Decode(TallyFormat.Encode(tally));
        Assert.NotEmpty(Crowd.Publish(tally));
        Assert.Equal(Crowd.Publish(tally), Crowd.Publish(decoded));
        Assert.Equal(TallyFormat.Encode(tally).Length, TallyFormat.Encode(decoded).Length);
    }

    [Fact]
    public void Decode_NothingCounted_IsNothing() => Assert.Empty(TallyFormat.Decode(TallyFormat.Encode(new())).Complete());
}
