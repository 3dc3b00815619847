using ToolTime.Api.Publication;
using ToolTime.Publication;

namespace ToolTime.Api.Tests.Publication;

public sealed class HeldPublicationsTests
{
    [Fact]
    public void Get_MorePastPeriodsThanAreHeld_DropsThemAndNotTheRunning()
    {
        var created = new List<int>();
        var held = new HeldPublications<int>(
            key =>
            {
                created.Add(key);
                return new(_ => Task.FromResult<PublicationAnswer>(new PublicationAnswer.Unchanged()), TimeProvider.System);
            },
            isRunning: key => key == 0
        );
        for (var key = 0; key <= 256; key++)
        {
            held.Get(key);
        }

        held.Get(256);
        Assert.Equal(257, created.Count);
        held.Get(257);
        held.Get(0);
        held.Get(1);
        Assert.Equal([257, 1], created.Skip(257));
    }
}
