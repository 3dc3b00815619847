using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;
using ToolTime.Monitor.Security.Programs;

namespace ToolTime.Monitor.Security.Tools;

/// <summary>
/// What a prompt asks another agent to do: commands to run, and secrets to send. A text that only mentions a command, or says not to run
/// it, asks for nothing.
/// </summary>
internal static class AgentPrompts
{
    private const int MostSentences = 200;
    private static readonly string[] RunVerbs = ["run", "execute"];
    private static readonly string[] SendVerbs = ["upload", "send", "post", "transfer", "exfiltrate", "mail", "email", "publish"];

    /// <summary>Words before a verb that keep it an order.</summary>
    private static readonly string[] Orders = ["", "then", "and", "please", "first", "now", "next", "finally", "afterwards"];
    private static readonly string[] Negations = ["not", "never", "don't", "without", "avoid", "cannot", "instead"];
    private static readonly string[] Joints = [", then run ", " and then ", ", then ", "; then ", ", and ", " and "];

    /// <summary>Goes through a prompt sentence by sentence.</summary>
    public static void Run(Call call, string prompt)
    {
        if (prompt.Length > Content.MostText)
        {
            return;
        }

        var guards = new GuardPrompts(call);
        foreach (var sentence in Sentences(prompt).Take(MostSentences))
        {
            var words = sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            guards.Note(sentence, words);
            if (call.Walk.IsExhausted || Array.Exists(words, IsNegation))
            {
                continue;
            }

            NoteCommands(call, sentence);
            NoteSecrets(call, words);
        }
    }

    /// <summary>Whether a word negates an order.</summary>
    public static bool IsNegation(string word) => Negations.Contains(word.Trim(',').ToLowerInvariant());

    /// <summary>Sentences and lines; a full stop inside a name or command does not end one.</summary>
    private static IEnumerable<string> Sentences(string text) =>
        text.Split('\n').SelectMany(line => line.Split([". ", "! ", "? "], StringSplitOptions.RemoveEmptyEntries))
            .Select(sentence => sentence.Trim().TrimStart('-', '*', ' ').TrimEnd('.'));

    /// <summary>Records commands after `run`: in quotes, or up to the end of the sentence if an option or path follows.</summary>
    private static void NoteCommands(Call call, string sentence)
    {
        var at = Verb(sentence, RunVerbs);
        if (at < 0)
        {
            return;
        }

        var rest = sentence[at..].TrimStart(':', ' ');
        if (rest.StartsWith('`'))
        {
            var parts = rest.Split('`');
            for (var index = 1; index < parts.Length; index += 2)
            {
                Foresee(call, parts[index]);
            }

            return;
        }

        foreach (var part in rest.Split(Joints, StringSplitOptions.RemoveEmptyEntries))
        {
            var words = part.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 1 && ProgramTable.IsKnown(ProgramName.From(words[0])) && IsArgument(words))
            {
                Foresee(call, part);
            }
        }
    }

    /// <summary>
    /// Whether what follows a program's name makes it a command and not English: an option or a path, or an option after a subcommand:
    /// `git push --force`.
    /// </summary>
    private static bool IsArgument(string[] words) => IsOption(words[1]) || words[1].AsSpan().IndexOfAny("/~") >= 0
        || (words.Length > 2 && IsOption(words[2]));

    private static bool IsOption(string word) => word[0] == '-' && word.TrimStart('-') is [not ' ', ..];

    private static void Foresee(Call call, string command)
    {
        var state = call.State.Copy();
        state.Traits = EffectTraits.Asked;
        foreach (var effect in call.Walk.Foresee(command, state, out _, keepsFiles: true))
        {
            call.Walk.Add(effect);
        }
    }

    /// <summary>Records a sentence that orders sending a file with secrets to an address.</summary>
    private static void NoteSecrets(Call call, string[] words)
    {
        var address = Array.Find(words, word => word.Contains("://", StringComparison.Ordinal))?.Trim('`', ',', '(', ')', '"', '\'', '.');
        if (address is null || Verb(string.Join(' ', words), SendVerbs) < 0)
        {
            return;
        }

        var host = NetworkPrograms.Host(address);
        if (Array.Exists(words, word => IsSecret(call, word.Trim('`', ',', '(', ')', '"', '\''))))
        {
            call.Walk.Add(new Effect(EffectKind.Send, call.Segment) { Host = host, Data = DataKinds.Secret, Traits = EffectTraits.Asked });
        }
    }

    private static bool IsSecret(Call call, string word) => word.Length > 1 && !word.Contains("://", StringComparison.Ordinal)
        && (word.AsSpan().IndexOfAny('/', '~') >= 0 || word.StartsWith(".env", StringComparison.Ordinal))
        && call.Path(word) is { IsSecret: true, Scope: not PathScope.Unknown };

    /// <summary>Where a sentence continues after a verb that orders; -1 if there is none.</summary>
    public static int Verb(string sentence, string[] verbs)
    {
        foreach (var verb in verbs)
        {
            for (var at = 0; (at = sentence.IndexOf(verb, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += verb.Length)
            {
                var end = at + verb.Length;
                var isWord = (at == 0 || sentence[at - 1] == ' ') && end < sentence.Length && sentence[end] is ' ' or ':';
                if (isWord && IsOrder(sentence.AsSpan(0, at).TrimEnd()))
                {
                    return end;
                }
            }
        }

        return -1;
    }

    /// <summary>Whether the words before a verb make it an order.</summary>
    private static bool IsOrder(ReadOnlySpan<char> before)
    {
        var last = before[(before.LastIndexOf(' ') + 1)..];
        foreach (var word in Orders)
        {
            if (last.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return last.EndsWith(",") || last.EndsWith(":");
    }
}
