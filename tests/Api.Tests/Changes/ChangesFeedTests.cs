using System.Text;
using CodeHollow.FeedReader;
using CodeHollow.FeedReader.Feeds;
using ToolTime.Api.Changes;
using ToolTime.Changes;

namespace ToolTime.Api.Tests.Changes;

public sealed class ChangesFeedTests
{
    private static readonly DateTimeOffset Published = new(2026, 12, 8, 0, 5, 0, TimeSpan.Zero);

    [Fact]
    public void Write_NoWeeks_IsAFeedWithoutEntries()
    {
        var feed = Read();

        Assert.Equal(FeedType.Atom, feed.Type);
        Assert.Empty(feed.Items);
    }

    [Fact]
    public void Write_Weeks_AreEntriesThatAReaderUnderstands()
    {
        var feed = Read(
            Week(
                "2026-W48",
                Change("new", "a/../b@c<&>", null, 0.12),
                Change("errors", "a/../b@c", 0.1, 0.2),
                Change("errors", "Bash", 0.1, 0.25)
            ),
            Week("2026-W47"),
            Week("2026-W46", Change("adoption", "Bash", 0.4, 0.7))
        );

        Assert.Equal("https://example.org/feed.atom", ((AtomFeed)feed.SpecificFeed).Id);
        Assert.Equal(
            ["2026-W48: 1 new name, 2 changes in errors", "2026-W46: 1 change in adoption"],
            feed.Items.Select(item => item.Title)
        );
        Assert.Equal("https://example.org/week/2026-W48", feed.Items.First().Link);
        Assert.Equal(
            Published.UtcDateTime,
            feed.Items.First().PublishingDate ?? ((AtomFeedItem)feed.Items.First().SpecificItem).UpdatedDate?.ToUniversalTime()
        );
        Assert.Contains(
            "<a href=\"https://example.org/plugin/a%2F..%2Fb%40c%3C%26%3E\">",
            feed.Items.First().Content,
            StringComparison.Ordinal
        );
        Assert.Contains(": new, used by 12%", feed.Items.First().Content, StringComparison.Ordinal);
        Assert.Contains("used by 70%, 40% the week before", feed.Items.Last().Content, StringComparison.Ordinal);
    }

    // HTML in XML: what is encoded twice here, a browser shows as the name.
    [Fact]
    public void Write_ANameWithSigns_IsNoMarkup() =>
        Assert.Contains(
            "a/../b@c&amp;lt;&amp;amp;&amp;gt;",
            Text(Week("2026-W48", Change("new", "a/../b@c<&>", null, 0.12))),
            StringComparison.Ordinal
        );

    private static string Text(params WeekChanges[] weeks) =>
        Encoding.UTF8.GetString(new ChangesFeed("https://example.org").Write(new() { Simulated = false, Weeks = weeks }));

    private static Feed Read(params WeekChanges[] weeks) => FeedReader.ReadFromString(Text(weeks));

    private static WeekChanges Week(string week, params NameChange[] changes) =>
        new()
        {
            Week = week,
            Simulated = false,
            PublishedAt = Published,
            Submitters = 30,
            Changes = changes,
        };

    private static NameChange Change(string kind, string name, double? before, double after) =>
        new()
        {
            Kind = kind,
            Dimension = "plugin",
            Name = name,
            Before = before,
            After = after,
        };
}
