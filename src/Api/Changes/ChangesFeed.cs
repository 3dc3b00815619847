using System.Net;
using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;
using ToolTime.Api.Pages;
using ToolTime.Api.Trends;
using ToolTime.Changes;
using ToolTime.Usage;

namespace ToolTime.Api.Changes;

/// <summary>Writes changes as an Atom feed (RFC 4287), with an entry per week in which anything changed.</summary>
/// <param name="origin">This server's address as the reader reached it, without a trailing slash.</param>
internal sealed class ChangesFeed(string origin)
{
    /// <summary>The feed, in UTF-8.</summary>
    public byte[] Write(ChangesDocument changes)
    {
        var address = new Uri(origin + ChangesEndpoints.FeedPath);
        var feed = new SyndicationFeed(
            "ToolTime: what changes" + (changes.Simulated ? " (simulated)" : ""),
            "New names, and changes in adoption and error rates, each final week.",
            new Uri(origin),
            address.ToString(),
            changes.Weeks is [var newest, ..] ? newest.PublishedAt : DateTimeOffset.UnixEpoch,
            changes.Weeks.Where(week => week.Changes.Count > 0).Select(Entry)
        );
        feed.Authors.Add(new SyndicationPerson { Name = "ToolTime" });
        feed.Links.Add(SyndicationLink.CreateSelfLink(address, "application/atom+xml"));
        using var body = new MemoryStream();
        using (var writer = XmlWriter.Create(body, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            feed.SaveAsAtom10(writer);
        }

        return body.ToArray();
    }

    private SyndicationItem Entry(WeekChanges week)
    {
        var page = new Uri($"{origin}/week/{week.Week}");
        return new(TitleOf(week), SyndicationContent.CreateHtmlContent(ListOf(week)), page, page.ToString(), week.PublishedAt);
    }

    private static string TitleOf(WeekChanges week)
    {
        var counts = week.Changes.CountBy(change => change.Kind).ToDictionary();
        var parts = new (string Kind, string One, string Many)[]
        {
            ("new", "new name", "new names"),
            ("adoption", "change in adoption", "changes in adoption"),
            ("errors", "change in errors", "changes in errors"),
        };
        return $"{week.Week}: "
            + string.Join(
                ", ",
                parts
                    .Where(part => counts.ContainsKey(part.Kind))
                    .Select(part => $"{counts[part.Kind]} {(counts[part.Kind] == 1 ? part.One : part.Many)}")
            );
    }

    private string ListOf(WeekChanges week) => $"<ul>{string.Concat(week.Changes.Select(LineOf))}</ul>";

    private string LineOf(NameChange change) =>
        $"<li><a href=\"{WebUtility.HtmlEncode(AddressOf(change))}\">{WebUtility.HtmlEncode(change.Name)}</a>: {SentenceOf(change)}</li>";

    private string AddressOf(NameChange change) =>
        DimensionNames.TryParse(change.Dimension, out var dimension) ? $"{origin}/{NamePath.Create(dimension, change.Name)}" : origin;

    private static string SentenceOf(NameChange change) => change.Kind switch
    {
        "new" => $"new, used by {Figure.Percent(change.After)}",
        "adoption" => $"used by {Figure.Percent(change.After)}, {Figure.Percent(change.Before)} the week before",
        _ => $"median error rate {Figure.Percent(change.After)}, {Figure.Percent(change.Before)} the week before",
    };
}
