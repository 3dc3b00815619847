using Microsoft.Extensions.Options;

namespace ToolTime.Embedded.Tests.Hosting;

public sealed class EmbeddedOptionsTests
{
    [Fact]
    public async Task Start_WithOptionOutOfBounds_NamesIt()
    {
        var engine = TestEngine.Create(options => options.CollectionAge = TimeSpan.Zero);

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(engine.StartAgainAsync);
        Assert.Contains(nameof(EmbeddedOptions.CollectionAge), exception.Message, StringComparison.Ordinal);
    }
}
