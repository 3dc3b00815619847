using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Tests.Sharing;

public sealed class ConsentTests
{
    [Theory]
    [InlineData("CI", "true", "this is a CI run")]
    [InlineData("CI", "1", "this is a CI run")]
    [InlineData("CI", "woodpecker", "this is a CI run")]
    [InlineData("CI", "", null)]
    [InlineData("CI", "0", null)]
    [InlineData("CI", "False", null)]
    [InlineData("DO_NOT_TRACK", "1", "DO_NOT_TRACK is set")]
    [InlineData("DO_NOT_TRACK", "0", null)]
    [InlineData("OTHER", "1", null)]
    public void Refusal_Environment_KeepsSharingOff(string variable, string value, string? refusal) =>
        Assert.Equal(refusal, Consent.Refusal(name => name == variable ? value : null));
}
