using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Tools;

/// <summary>Sentences of a prompt that order removing guards from a coding agent's settings file.</summary>
/// <param name="call">The call with the prompt.</param>
internal sealed class GuardPrompts(Call call)
{
    private const int MostBetween = 12;
    private static readonly string[] SetVerbs = ["set", "change", "edit", "switch", "update", "modify", "add", "put", "write", "enable",
        "configure"];
    private static readonly string[] RemoveVerbs = ["remove", "delete", "disable", "drop", "clear", "empty", "strip"];
    private static readonly string[] Freedoms = ["bypassPermissions", "disableAllHooks", "danger-full-access", "dangerously-skip", "Bash(*)"];
    private static readonly string[] Guards = ["hook", "ToolUse", "deny", "permissions", "guard"];

    private string? _settings;

    /// <summary>Records a sentence that names such a file, or follows one that does.</summary>
    public void Note(string sentence, string[] words)
    {
        var named = Array.Find(words, IsSettings);
        if ((named ?? _settings) is { } file && (Orders(sentence, SetVerbs, Freedoms)
            || Orders(sentence, RemoveVerbs, Guards)))
        {
            call.Walk.Add(new Effect(EffectKind.ConfigureAgent, call.Segment)
            {
                Detail = $"A prompt about {Trimmed(file)}",
                Traits = EffectTraits.Asked,
            });
        }

        _settings = named;
    }

    /// <summary>Whether a verb orders one of these, without a negation between or before them.</summary>
    private static bool Orders(string sentence, string[] verbs, string[] objects)
    {
        var at = AgentPrompts.Verb(sentence, verbs);
        return at >= 0 && !sentence[..at].Split(' ').Any(AgentPrompts.IsNegation)
            && sentence[at..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostBetween)
                .TakeWhile(word => !AgentPrompts.IsNegation(word))
                .Any(word => !word.Contains('/', StringComparison.Ordinal)
                    && Array.Exists(objects, part => word.Contains(part, StringComparison.OrdinalIgnoreCase)));
    }

    private static string Trimmed(string word) => word.Trim('`', ',', '(', ')', '"', '\'', ':', ';').TrimEnd('.');

    private bool IsSettings(string word) => word.Contains('/', StringComparison.Ordinal)
        && (word.Contains("settings", StringComparison.Ordinal) || word.Contains("config", StringComparison.Ordinal))
        && call.Path(Trimmed(word)) is { Kind: FileKind.AgentSettings, Scope: not PathScope.Unknown };
}
