using System.ComponentModel.DataAnnotations;
using ToolTime.Submissions;

namespace ToolTime.Grains.Interfaces.Tests.Submissions;

public sealed class IngestionOptionsTests
{
    [Theory]
    [InlineData(10, "7.00:00:00", "01:00:00", true)]
    [InlineData(0, "01:00:00", "00:00:00", true)]
    [InlineData(-1, "7.00:00:00", "01:00:00", false)]
    [InlineData(10, "7.00:00:01", "01:00:00", false)]
    [InlineData(10, "00:59:59", "01:00:00", false)]
    [InlineData(10, "7.00:00:00", "1.00:00:01", false)]
    [InlineData(10, "7.00:00:00", "-00:00:01", false)]
    public void Bounds_OfEachSetting_AreHeld(int perToken, string maxAge, string maxFuture, bool valid)
    {
        var options = new IngestionOptions
        {
            PerTokenPerDay = perToken,
            MaxAge = TimeSpan.Parse(maxAge),
            MaxFuture = TimeSpan.Parse(maxFuture),
        };
        Assert.Equal(valid, Validator.TryValidateObject(options, new(options), [], validateAllProperties: true));
    }

    [Fact]
    public void Defaults_OfASubmission_AreTheDocumentedOnes()
    {
        var options = new IngestionOptions();
        Assert.Equal((10, TimeSpan.FromDays(7), TimeSpan.FromHours(1)), (options.PerTokenPerDay, options.MaxAge, options.MaxFuture));
    }
}
