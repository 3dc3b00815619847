using System.Text.Json;
using System.Text.Json.Nodes;
using ToolTime.Recording.Hooks;
using ToolTime.Recording.Json;
using ToolTime.Recording.Platform;

namespace ToolTime.Uploader.Connecting;

/// <summary>Adds our hooks to an agent's settings and removes them. Nothing else in the text changes.</summary>
internal static class HookSettings
{
    /// <summary>The content assumed for a missing file.</summary>
    public static byte[] Nothing => "{}\n"u8.ToArray();

    /// <summary>
    /// The settings in which each of the agent's events runs <paramref name="command"/>; the same bytes if they already do.
    /// </summary>
    /// <exception cref="JsonException">The settings are not JSON.</exception>
    /// <exception cref="HookSettingsException">They are JSON, but hooks cannot be added to them.</exception>
    public static byte[] Connect(byte[] settings, Agent agent, string command, Func<string, bool> isOurs)
    {
        settings = IsBlank(settings) ? Nothing : settings;
        foreach (var name in agent.Events)
        {
            settings = Connect(settings, name, command, isOurs);
        }

        return settings;
    }

    /// <summary>The settings without our hooks, and without containers that held nothing else.</summary>
    /// <exception cref="JsonException">The settings are not JSON.</exception>
    public static byte[] Disconnect(byte[] settings, Func<string, bool> isOurs)
    {
        while (!IsBlank(settings))
        {
            var text = new JsoncText(settings);
            if (Ours(text, isOurs).FirstOrDefault() is not { } hook)
            {
                return settings;
            }

            settings = Remove(text, hook);
        }

        return settings;
    }

    /// <summary>Every command of ours in the settings.</summary>
    /// <exception cref="JsonException">The settings are not JSON.</exception>
    public static IReadOnlyList<string> Commands(byte[] settings, Func<string, bool> isOurs)
    {
        if (IsBlank(settings))
        {
            return [];
        }

        var text = new JsoncText(settings);
        return [.. Ours(text, isOurs).Select(hook => text.String(hook.Command)).Distinct()];
    }

    /// <summary>Every command of ours in a settings file; none if it is missing or cannot be read, which `doctor` reports.</summary>
    public static IReadOnlyList<string> CommandsIn(string path)
    {
        try
        {
            return RegularFile.Exists(path) ? Commands(File.ReadAllBytes(path), HookLine.IsOurs) : [];
        }
        catch (Exception e) when (e is JsonException or HookSettingsException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The events for which the settings have one of our hooks.</summary>
    /// <exception cref="JsonException">The settings are not JSON.</exception>
    public static IReadOnlySet<string> Events(byte[] settings, Func<string, bool> isOurs) =>
        IsBlank(settings)
            ? new HashSet<string>()
            : Ours(new JsoncText(settings), isOurs).Select(hook => hook.Event.Name!).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether a hook of ours in a settings file, a command or over HTTP, runs before each call.</summary>
    public static bool EvaluatesCalls(string path)
    {
        try
        {
            if (!RegularFile.Exists(path) || File.ReadAllBytes(path) is not { } settings || IsBlank(settings))
            {
                return false;
            }

            var text = new JsoncText(settings);
            return Ours(text, HookLine.IsOurs)
                .Concat(Ours(text, IsOurAddress, "url"))
                .Any(hook => hook.Event.Name is EventName.PreToolUse);
        }
        catch (Exception e) when (e is JsonException or HookSettingsException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>
    /// What Claude Code does not accept, so that it may skip the whole file: a comment, a trailing comma, or a hook's form, with what is
    /// required there; null if it accepts all. Names of events are not checked: they differ between its versions.
    /// </summary>
    public static string? UnreadMember(byte[] settings) =>
        IsBlank(settings) ? null
            : NoJson(settings) is { } line ? $"line {line} has a comment or a comma that JSON does not allow"
            : (
                from member in new JsoncText(settings).Root.Elements
                where member.Name == "hooks"
                from named in member.Value.Elements
                let path = $"`hooks.{named.Name}`"
                from fault in named.Value.Kind is JsonValueKind.Array ? named.Value.Elements.Select(Fault) : [" must be an array"]
                where fault is not null
                select path + fault
            ).FirstOrDefault();

    // The line of what is not JSON; null if all is. Claude Code 2.1.197 ignored files with comments or trailing commas.
    private static long? NoJson(byte[] settings)
    {
        try
        {
            using var json = JsonDocument.Parse(EditedJson.AfterMark(settings));
            return null;
        }
        catch (JsonException e)
        {
            return e.LineNumber + 1 ?? 1;
        }
    }

    private static string? Fault(JsoncElement group, int position)
    {
        var matcher = group.Value.Elements.FirstOrDefault(member => member.Name == "matcher");
        var hooks = group.Value.Elements.FirstOrDefault(member => member.Name == "hooks");
        return group.Value.Kind is not JsonValueKind.Object || hooks?.Value.Kind is not JsonValueKind.Array ? $", item {position + 1}, must have an array `hooks`"
            : matcher is not null && matcher.Value.Kind is not JsonValueKind.String ? $", item {position + 1}, must have a string as `matcher`"
            : null;
    }

    // An empty file has not been written to yet.
    internal static bool IsBlank(ReadOnlySpan<byte> settings) => settings.Trim("\uFEFF \t\r\n"u8).IsEmpty;

    private static byte[] Connect(byte[] settings, string name, string command, Func<string, bool> isOurs)
    {
        var text = new JsoncText(settings);
        if (text.Root.Kind is not JsonValueKind.Object)
        {
            throw new HookSettingsException("it is not a JSON object");
        }

        if (Only(text.Root, "hooks", JsonValueKind.Object) is not { } hooks)
        {
            return JsoncEdit.Append(text, text.Root, "hooks", new JsonObject { [name] = new JsonArray(Group(name, command)) });
        }

        if (Only(hooks, name, JsonValueKind.Array) is not { } groups)
        {
            return JsoncEdit.Append(text, hooks, name, new JsonArray(Group(name, command)));
        }

        var ours = Ours(text, isOurs).Where(hook => hook.Event.Name == name).ToList();
        if (ours.Count == 0)
        {
            return JsoncEdit.Append(text, groups, null, Group(name, command));
        }

        var moved = ours.FirstOrDefault(hook => text.String(hook.Command) != command);
        return moved is null ? settings : Connect(JsoncEdit.Replace(text, moved.Command, JsonValue.Create(command)), name, command, isOurs);
    }

    // Only tool events take a matcher; ours matches every tool.
    private static JsonObject Group(string name, string command)
    {
        var hooks = new JsonArray(new JsonObject { ["type"] = "command", ["command"] = command });
        return name.Contains("Tool", StringComparison.Ordinal) || name is EventName.PermissionDenied
            ? new JsonObject { ["matcher"] = "*", ["hooks"] = hooks }
            : new JsonObject { ["hooks"] = hooks };
    }

    private static JsoncValue? Only(JsoncValue parent, string name, JsonValueKind kind)
    {
        var named = parent.Elements.Where(member => member.Name == name).ToList();
        return named switch
        {
            [] => null,
            [var only] when only.Value.Kind == kind => only.Value,
            [_] => throw new HookSettingsException($"its \"{name}\" is not {(kind is JsonValueKind.Object ? "an object" : "an array")}"),
            _ => throw new HookSettingsException($"it has \"{name}\" more than once"),
        };
    }

    private static bool IsOurAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && address.IsLoopback
        && Agent.All.Any(agent => address.AbsolutePath == $"/hooks/{agent.Client}");

    private static IEnumerable<OurHook> Ours(JsoncText text, Func<string, bool> isOurs, string key = "command") =>
        from member in text.Root.Elements
        where member.Name == "hooks"
        from named in member.Value.Elements
        from groupItem in named.Value.Elements
        from hooks in groupItem.Value.Elements
        where hooks.Name == "hooks"
        from item in hooks.Value.Elements
        from command in item.Value.Elements
        where command.Name == key && command.Value.Kind is JsonValueKind.String && isOurs(text.String(command.Value))
        select new OurHook(member, named, groupItem, hooks, item, command.Value);

    // A container that held only our hook is removed too, up to the member "hooks" itself.
    private static byte[] Remove(JsoncText text, OurHook hook)
    {
        if (hook.Hooks.Value.Elements.Count > 1)
        {
            return Remove(text, hook.Hooks.Value, hook.Item);
        }

        if (hook.Event.Value.Elements.Count > 1)
        {
            return Remove(text, hook.Event.Value, hook.Group);
        }

        return hook.Root.Value.Elements.Count > 1 ? Remove(text, hook.Root.Value, hook.Event) : Remove(text, text.Root, hook.Root);
    }

    private static byte[] Remove(JsoncText text, JsoncValue container, JsoncElement element) =>
        JsoncEdit.Remove(text, container, container.Elements.TakeWhile(other => other != element).Count());

    /// <summary>One of our hooks, and the elements that contain it.</summary>
    private sealed record OurHook(
        JsoncElement Root,
        JsoncElement Event,
        JsoncElement Group,
        JsoncElement Hooks,
        JsoncElement Item,
        JsoncValue Command
    );
}

/// <summary>
/// An agent's settings are JSON but not in the form that hooks need; the message says where, and reads well after "because".
/// </summary>
internal sealed class HookSettingsException(string message) : Exception(message);
