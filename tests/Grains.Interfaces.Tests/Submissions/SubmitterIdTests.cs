using ToolTime.Calendar;
using ToolTime.Submissions;

namespace ToolTime.Grains.Interfaces.Tests.Submissions;

public sealed class SubmitterIdTests
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("37", Token, "90eedc993f6594cc17298d19d3205b54dd233ab5b42f895f7c9e7a6b05f87f76")]
    [InlineData("38", Token, "b2ee576dbe2431ce710a2f68ce4b4e7288a68923bae92494be9659ef0632e90f")]
    [InlineData("-1", "жук", "10c5acafd81f2779b3832cc25fe9e0ca33ed0710ea39805ba30ba0602f1ba792")]
    public void Of_AnEpochAndToken_IsTheirHash(string epoch, string token, string id) =>
        Assert.Equal(id, SubmitterId.Derive(Epoch.Parse(epoch), token).ToString());

    [Fact]
    public void Parse_WhatToStringGave_IsTheSameSubmitter()
    {
        var id = SubmitterId.Derive(Epoch.Parse("37"), Token);
        Assert.Equal((id, id), (SubmitterId.Parse(id.ToString()), SubmitterId.FromBytes(id.ToBytes())));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("90eedc993f6594cc17298d19d3205b54dd233ab5b42f895f7c9e7a6b05f87f76 ")]
    [InlineData("90EEDC993F6594CC17298D19D3205B54DD233AB5B42F895F7C9E7A6B05F87F76")]
    [InlineData("90eedc993f6594cc17298d19d3205b54dd233ab5b42f895f7c9e7a6b05f87f7")]
    [InlineData("g000000000000000000000000000000000000000000000000000000000000000")]
    public void TryParse_WhatIsNoId_IsFalse(string? text) =>
        Assert.Equal((false, default(SubmitterId)), (SubmitterId.TryParse(text, null, out var id), id));

    [Fact]
    public void Parse_WhatIsNoId_ThrowsWithoutTheText() =>
        Assert.Equal("A submitter id is 64 lower-case hex digits.", Assert.Throws<FormatException>(() => SubmitterId.Parse(Token)).Message);

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void FromBytes_AnotherLengthThanAHash_Throws(int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SubmitterId.FromBytes(new byte[length]));

    [Fact]
    public void ToString_OfADefault_Throws() => Assert.Throws<InvalidOperationException>(() => default(SubmitterId).ToString());

    [Fact]
    public void ToBytes_OfADefault_Throws() => Assert.Throws<InvalidOperationException>(() => default(SubmitterId).ToBytes());

    [Fact]
    public void Of_NoToken_Throws() => Assert.Throws<ArgumentException>(() => SubmitterId.Derive(default, ""));
}
