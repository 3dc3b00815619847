using System.Globalization;
using System.Text;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Secrets;

namespace ToolTime.Recording.Hooks;

/// <summary>
/// The one line stored for an event: names, times and local hashes. No prompt, command, path or error text can get into it, because it is
/// made of these fields alone.
/// </summary>
internal static class EventLine
{
    /// <summary>Replaces an invalid name: empty, over 100 characters, or with spaces or slashes.</summary>
    public const string Unnamed = "(unnamed)";

    private const int MaxName = 100;
    private const int MaxLabel = 200;

    public static byte[] Write(HookInput input, string client, string secret, DateTimeOffset now)
    {
        var line = new StringBuilder("{\"v\":1");
        Member(line, "at", UtcText.Milliseconds(now));
        Member(line, "event", Name(input.Event));
        Member(line, "client", client);
        Member(line, "session", input.Session is { } session ? LocalHash.Session(secret, session) : null);
        Member(line, "project", input.Folder is { } folder ? LocalHash.Folder(secret, folder) : null);
        Member(line, "folder", Label(input.Folder));
        Member(line, "tool", Name(input.Tool));
        Member(line, "call", (input.ToolUseId ?? Prompt(input)) is { } call ? LocalHash.Call(secret, call) : null);
        Member(line, "key", input.ToolUseId is { } id && input.Milliseconds is not null ? IdHash.Compute(id).ToString() : null);
        Number(line, "ms", input.Milliseconds);
        Member(line, "skill", input.Tool is "Skill" ? Skill(input.Skill) : Typed(input));
        Member(line, "file", FileTools.IsOne(input.Tool) && input.File is { } file ? LocalHash.File(secret, input.Folder, file) : null);
        Member(line, "model", Name(input.Model, allowSlash: true));
        Member(line, "outcome", Outcome(input).ToWord());
        return Encoding.UTF8.GetBytes(line.Append('}').ToString());
    }

    private static CallOutcome Outcome(HookInput input) => input.Event switch
    {
        EventName.PostToolUse => input.IsInterrupt ? CallOutcome.NotRun : CallOutcome.Ok,
        EventName.PostToolUseFailure => Failed(input),
        EventName.PermissionDenied => CallOutcome.Rejection,
        _ => CallOutcome.Unknown,
    };

    private static CallOutcome Failed(HookInput input) => Failure.Classify(input.Error) switch
    {
        CallOutcome.Error when input.IsInterrupt => CallOutcome.NotRun,
        var said => said,
    };

    // A slash command has no call, but two hooks may report it.
    private static string? Prompt(HookInput input) => input.Event is EventName.UserPromptExpansion ? input.PromptId : null;

    private static string? Typed(HookInput input) => input.Event is EventName.UserPromptExpansion ? Skill(input.TypedSkill) : null;

    // Claude Code accepts one slash in front. A skill with any other is a path, and is not even counted as an unnamed skill.
    private static string? Skill(string? value)
    {
        var name = value?.Trim();
        name = name is ['/', ..] ? name[1..] : name;
        return name is null or "" || name.Contains('/') || name.Contains('\\') ? null : Name(name);
    }

    private static string? Name(string? value, bool allowSlash = false)
    {
        if (value is null)
        {
            return null;
        }

        if (value.Length is 0 or > MaxName)
        {
            return Unnamed;
        }

        foreach (var c in value)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c == '\\' || (c == '/' && !allowSlash))
            {
                return Unnamed;
            }
        }

        return TokenName.IsIn(value) ? Unnamed : value;
    }

    // The name after the last separator. In a Windows path that was not escaped, `\t` or `\n` took the place of one.
    private static string? Label(string? folder)
    {
        if (folder is null)
        {
            return null;
        }

        var end = folder.Length;
        while (end > 0 && folder[end - 1] is '/' or '\\')
        {
            end--;
        }

        var start = end;
        while (start > 0 && folder[start - 1] is not ('/' or '\\') && !char.IsControl(folder[start - 1]))
        {
            start--;
        }

        return folder[start..Math.Min(end, start + MaxLabel)];
    }

    private static void Number(StringBuilder line, string name, long? value)
    {
        if (value is { } number)
        {
            line.Append(CultureInfo.InvariantCulture, $",\"{name}\":{number}");
        }
    }

    private static void Member(StringBuilder line, string name, string? value)
    {
        if (value is null)
        {
            return;
        }

        line.Append(",\"").Append(name).Append("\":\"");
        foreach (var c in value)
        {
            if (c is '"' or '\\')
            {
                line.Append('\\').Append(c);
            }
            else if (char.IsControl(c))
            {
                line.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                line.Append(c);
            }
        }

        line.Append('"');
    }
}
