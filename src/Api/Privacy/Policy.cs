using System.Net;
using System.Text;
using ToolTime.Privacy;

namespace ToolTime.Api.Privacy;

/// <summary>The policy for users, readable in about two minutes, with the rules and fields in force.</summary>
internal static class Policy
{
    /// <summary>The version to which consent refers; the client has the same one. It is raised with each new field.</summary>
    public const int ConsentVersion = 3;

    /// <summary>The policy as page content, without scripts or styles.</summary>
    public static string Html(PrivacyTerms terms)
    {
        var page = new StringBuilder();
        page.Append(
            $"""
            <h1>Privacy</h1>
            <p>Version {ConsentVersion}. {(
                terms.IsShipped
                    ? "The limits are those that ToolTime ships."
                    : "This server's operator chose a smaller limit than ToolTime ships."
            )}</p>
            <h2>In short</h2>
            <p>Nothing is collected for sharing, or sent, before you say yes. What is sent are counts: how often which tools, skills, MCP
            servers and models were used, whether they failed, and which plugins are installed. Never prompts, commands, code, file names, paths,
            error texts, project names, your name or your machine's.</p>
            <p>Every published figure has {terms.MinimumSubmitters} or more machines behind it: only public names count by name, and calls are rounded. Someone with nine machines can learn whether a tenth uses a public name.</p>
            <h2>What you can do</h2>
            <p>See the exact bytes before they are sent: <code>tooltime share preview</code>. See what was sent: <code>tooltime share log</code>.
            Share some kinds only: <code>tooltime consent --only tools</code>. Stop: <code>tooltime share off</code>; DO_NOT_TRACK=1 and CI mean off too. Delete all you ever sent:
            <code>tooltime share delete-me</code>. Deletion is final: your rows go at once; later figures are
            computed without you. What was published stays; it identifies no one. Your deletion is remembered
            for {terms.DeletionDays} days, so that no backup brings it back.</p>
            <h2>Who you are to us</h2>
            <p>A token that your machine makes up and that changes every four weeks; we store only a hash of it. We do not know who holds it: two
            machines count twice. Your address is counted in memory, under a key that changes daily, to stop floods; it is never stored. Times are stored to the hour.</p>
            <h2>Programs that report their use</h2>
            <p>Command-line programs may report that they were started, and how their tasks ended. A device's id is not stored, only a hash under a
            secret that changes every four weeks. Unlisted text counts as “other” and is not stored. The same rules apply. Anyone who knows a device's
            id may delete its events.</p>
            <h2>The rules in force</h2>
            <ul>

            """);
        foreach (var rule in terms.Rules)
        {
            page.Append("<li><strong>")
                .Append(WebUtility.HtmlEncode(rule.Id.Replace('-', ' ')))
                .Append("</strong>: ")
                .Append(WebUtility.HtmlEncode(rule.Text))
                .Append("</li>\n");
        }

        page.Append(
            """
            </ul>
            <h2 id="fields">Every field</h2>
            <table class="ranked" role="table" aria-labelledby="fields">
            <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">field</th><th scope="col" role="columnheader">form</th><th scope="col" role="columnheader">what for</th><th scope="col" role="columnheader">what is stored</th></tr></thead>
            <tbody role="rowgroup">

            """);
        foreach (var field in FieldCatalog.All)
        {
            page.Append(
                $"""
                <tr role="row"><th scope="row" role="rowheader"><code>{field.Name}</code></th><td role="cell" data-label="form">{field.Form}</td><td role="cell" data-label="what for">{field.Purpose}</td><td role="cell" data-label="what is stored">{field.Stored}</td></tr>

                """);
        }

        return page.Append("</tbody>\n</table>\n").ToString();
    }
}
