using ToolTime.Monitor.Insights.Records;
using ToolTime.Recording.Calls;

namespace ToolTime.Monitor.Insights.Rig;

/// <summary>What clients are set up with, and how much of it was used.</summary>
/// <param name="Uses">Every item with its usage, unused ones first, by tokens.</param>
/// <param name="Duplicates">Items that a client has twice: one name in several scopes, or one target under several names.</param>
internal sealed record RigAudit(IReadOnlyList<RigUse> Uses, IReadOnlyList<IReadOnlyList<RigItem>> Duplicates)
{
    /// <summary>Compares the setup with its usage.</summary>
    /// <param name="items">What clients are set up with.</param>
    /// <param name="sessions">The sessions that may have used it.</param>
    /// <param name="share">The known token counts.</param>
    public static RigAudit Make(IReadOnlyList<RigItem> items, IReadOnlyList<RecordedSession> sessions, ContextShare share)
    {
        var uses = items
            .Select(item => UseOf(item, items, sessions, share))
            .OrderBy(use => use.UsedIn > 0)
            .ThenByDescending(use => use.Tokens ?? 0)
            .ThenBy(use => use.Item.Client, StringComparer.Ordinal)
            .ThenBy(use => use.Item.Kind, StringComparer.Ordinal)
            .ThenBy(use => use.Item.Name, StringComparer.Ordinal)
            .ThenBy(use => use.Item.Place, StringComparer.Ordinal)
            .ToList();
        return new RigAudit(uses, [.. Twice(items)]);
    }

    private static RigUse UseOf(RigItem item, IReadOnlyList<RigItem> items, IReadOnlyList<RecordedSession> sessions, ContextShare share)
    {
        var parts = item.Kind is "plugin" ? items.Where(part => part.Plugin == item.Name && part.Project == item.Project).ToList() : [];
        var had = sessions.Where(session => session.Client == item.Client && !session.IsSubagent && IsIn(item, session)).ToList();
        var counts = had.Select(session => CountIn(session, item, parts)).ToList();
        // Claude Code's transcripts say nothing about other clients' requests.
        var measured =
            item.Client is not ClientName.ClaudeCode ? null
            : item.Kind is "plugin" ? Sum(parts.Select(part => share.Tokens(part.Kind, NameInContext(part))))
            : share.Tokens(item.Kind, NameInContext(item));
        return new RigUse(
            item,
            had.Count,
            counts.Count(count => count > 0),
            counts.Sum(),
            measured ?? item.ListedTokens ?? Sum(parts.Select(part => part.ListedTokens)),
            measured is not null
        );
    }

    private static int CountIn(RecordedSession session, RigItem item, List<RigItem> parts)
    {
        var uses =
            session.Calls.Count(call => IsUseOf(item, call) || parts.Exists(part => IsUseOf(part, call)))
            + session.TypedSkills.Count(skill => IsTyped(item, skill) || parts.Exists(part => IsTyped(part, skill)));
        var responses = session.Responses.Count(response => IsOnAccountOf(item, response));
        // A skill is started once, and many responses follow.
        return item.Kind is "skill" ? Math.Max(uses, Math.Min(responses, 1)) : uses + responses;
    }

    private static int? Sum(IEnumerable<int?> tokens) =>
        tokens.Where(known => known is not null).ToList() is { Count: > 0 } known ? known.Sum() : null;

    private static bool IsIn(RigItem item, RecordedSession session) =>
        item.Project is null
        || (
            session.Folder is { } folder
            && (folder == item.Project || folder.StartsWith(item.Project + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        );

    private static bool IsUseOf(RigItem item, RecordedCall call) =>
        item.Kind switch
        {
            "mcp-server" => call.Tool.StartsWith($"mcp__{NameInContext(item)}__", StringComparison.Ordinal)
                // OpenCode's names for servers' tools have no mark of their own.
                || (item.Client is "opencode" && call.Tool.StartsWith(item.Name + "_", StringComparison.Ordinal)),
            "skill" => IsNamed(item, call.Skill),
            "agent" => IsNamed(item, call.Attribution?.Agent),
            _ => call.Attribution?.Plugin is { } plugin && IsPlugin(item, plugin),
        };

    // A plugin's commands are typed with its name in front.
    private static bool IsTyped(RigItem item, string skill) =>
        item.Kind switch
        {
            "skill" => IsNamed(item, skill),
            "plugin" => skill.StartsWith(PluginName(item.Name) + ":", StringComparison.Ordinal),
            _ => false,
        };

    private static bool IsOnAccountOf(RigItem item, RecordedResponse response) =>
        item.Kind switch
        {
            "plugin" => response.Attribution?.Plugin is { } plugin && IsPlugin(item, plugin),
            "agent" => IsNamed(item, response.Attribution?.Agent),
            "skill" => IsNamed(item, response.Attribution?.Skill),
            _ => false,
        };

    private static bool IsNamed(RigItem item, string? name) =>
        name is not null && (name == item.Name || name.EndsWith(":" + item.Name, StringComparison.Ordinal));

    // Settings name a plugin with its marketplace; transcripts may not.
    private static bool IsPlugin(RigItem item, string plugin) => item.Name == plugin || PluginName(item.Name) == plugin;

    private static string PluginName(string plugin) => plugin.IndexOf('@') is > 0 and var at ? plugin[..at] : plugin;

    // Claude Code prefixes a server's name with its plugin, and replaces all but letters, digits and dashes by underscores.
    private static string NameInContext(RigItem item)
    {
        if (item.Kind is not "mcp-server")
        {
            return item.Plugin is { } bringer ? $"{PluginName(bringer)}:{item.Name}" : item.Name;
        }

        var name = item.Plugin is { } plugin ? $"plugin_{PluginName(plugin)}_{item.Name}" : item.Name;
        return string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' ? character : '_'));
    }

    private static IEnumerable<IReadOnlyList<RigItem>> Twice(IReadOnlyList<RigItem> items)
    {
        var shared = items
            .GroupBy(item => (item.Client, item.Kind, item.Name))
            .SelectMany(name => Together([.. name]))
            .Concat(
                items
                    .Where(item => item.Target is not null)
                    .GroupBy(item => (item.Client, item.Kind, item.Target!))
                    .SelectMany(target => Together([.. target]))
                    .Where(same => same.DistinctBy(item => item.Name).Count() > 1)
            );
        return shared.OrderBy(same => same[0].Client, StringComparer.Ordinal).ThenBy(same => same[0].Name, StringComparer.Ordinal);
    }

    // Two projects may each have their own; a project and the user may not.
    private static IEnumerable<IReadOnlyList<RigItem>> Together(List<RigItem> same)
    {
        var everywhere = same.Where(item => item.Project is null).ToList();
        if (everywhere.Count > 1)
        {
            yield return everywhere;
        }

        foreach (var project in same.Where(item => item.Project is not null).GroupBy(item => item.Project))
        {
            List<RigItem> there = [.. everywhere, .. project];
            if (there.Count > 1)
            {
                yield return there;
            }
        }
    }
}

/// <summary>How much an item of the setup was used.</summary>
/// <param name="Item">The item.</param>
/// <param name="Sessions">How many sessions had it.</param>
/// <param name="UsedIn">How many of them used it.</param>
/// <param name="Calls">How often.</param>
/// <param name="Tokens">What it adds to each request of a session; null if unknown.</param>
/// <param name="IsMeasured">True if measured in a transcript, false if estimated from the item's own file.</param>
internal sealed record RigUse(RigItem Item, int Sessions, int UsedIn, int Calls, int? Tokens, bool IsMeasured);
