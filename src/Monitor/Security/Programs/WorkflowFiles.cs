using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Workflows that a server runs with a repository's secrets.</summary>
internal static class WorkflowFiles
{
    private const int MostCommands = 32;
    private const int NearLines = 12;
    private const int MostExpression = 200;
    private static readonly string[] Senders = ["curl", "wget", "Invoke-WebRequest", "Invoke-RestMethod", "/dev/tcp/", "ncat"];

    /// <summary>Whether a file is a workflow, or an action of the same repository.</summary>
    public static bool IsOne(ResolvedPath path) => path.Full.Contains("/.github/workflows/", StringComparison.Ordinal)
        || path.Full.Contains("/.gitea/workflows/", StringComparison.Ordinal)
        || path.Full.Contains("/.forgejo/workflows/", StringComparison.Ordinal)
        || (path.Full.Contains("/.github/actions/", StringComparison.Ordinal) && path.Name is "action.yml" or "action.yaml");

    /// <summary>Records commands that send secrets to another machine, the only thing by which a server's run is judged.</summary>
    public static void Note(Call call, string text)
    {
        NoteAllSecrets(call, text);
        // What a stranger proposes runs with the repository's secrets.
        if (text.Contains("pull_request_target", StringComparison.Ordinal) && text.Contains("run:", StringComparison.Ordinal)
            && text.Replace(" ", "", StringComparison.Ordinal) is var compact
            && (compact.Contains("ref:${{github.event.pull_request.head", StringComparison.Ordinal)
                || compact.Contains("ref:${{github.head_ref", StringComparison.Ordinal)))
        {
            call.Emit(EffectKind.Execute, "a workflow", data: DataKinds.Network);
        }

        foreach (var command in Commands(text).Take(MostCommands))
        {
            var state = new ShellState(call.Walk.Project);
            var effects = call.Walk.IsExhausted ? [] : call.Walk.Foresee(ShellText(command), state, out _);
            var sent = effects.FirstOrDefault(effect => effect is { Kind: EffectKind.Send, Host: not null }
                && effect.Has(DataKinds.Secret | DataKinds.Environment | DataKinds.Token));
            if (sent is not null)
            {
                call.Send(sent.Host!, sent.Data, "a workflow");
                return;
            }

            // This event gives the repository's secrets to a run that strangers start; in others, strangers write what a command becomes.
            if ((text.Contains("pull_request_target", StringComparison.Ordinal) || IsWrittenByOthers(command))
                && effects.Any(effect => effect.Kind is EffectKind.Execute && effect.Has(DataKinds.Network)))
            {
                call.Emit(EffectKind.Execute, "a workflow", data: DataKinds.Network);
                return;
            }
        }
    }

    /// <summary>Whether a command has a text that anybody may write: the title or body of an issue or a discussion.</summary>
    private static bool IsWrittenByOthers(string expression) => expression.Contains("github.event.", StringComparison.Ordinal)
        && (expression.Contains(".body", StringComparison.Ordinal) || expression.Contains(".title", StringComparison.Ordinal)
            || expression.Contains(".message", StringComparison.Ordinal));

    /// <summary>Whether others can change an action at any time: it is theirs, and named by a branch.</summary>
    private static bool IsChangeable(string action) => !action.StartsWith("actions/", StringComparison.Ordinal)
        && action.IndexOf('@') is var at and > 0
        && action[(at + 1)..].Split('#')[0].Trim('"', '\'', '\r') is "main" or "master" or "latest" or "HEAD" or "dev";

    /// <summary>
    /// Records a workflow that sends all secrets of its repository to another machine, or gives them to an action that may become another.
    /// </summary>
    private static void NoteAllSecrets(Call call, string text)
    {
        var lines = text.Split('\n');
        var last = -NearLines;
        string? host = null;
        var sent = -NearLines;
        var used = "";
        for (var at = 0; at < lines.Length; at++)
        {
            var compact = lines[at].Replace(" ", "", StringComparison.Ordinal);
            last = compact.Contains("toJSON(secrets)", StringComparison.OrdinalIgnoreCase) ? at : last;
            // A step begins with a dash.
            used = compact.StartsWith('-') ? "" : used;
            if (compact.TrimStart('-').StartsWith("uses:", StringComparison.Ordinal))
            {
                used = compact[(compact.IndexOf(':') + 1)..].TrimStart('"', '\'');
            }
            else if (last == at && IsChangeable(used))
            {
                call.Send("another machine", DataKinds.Secret, "a workflow");
                return;
            }

            if (Array.Exists(Senders, sender => lines[at].Contains(sender, StringComparison.OrdinalIgnoreCase)))
            {
                var address = lines[at].IndexOf("://", StringComparison.Ordinal);
                (host, sent) = (address < 0 ? "another machine" : NetworkPrograms.Host(lines[at][address..].Split(' ', '"', '\'')[0]), at);
            }

            if (host is not null && Math.Abs(at - last) < NearLines && Math.Abs(at - sent) < NearLines && !Hosts.IsLocal(host))
            {
                call.Send(host, DataKinds.Secret, "a workflow");
                return;
            }
        }
    }

    /// <summary>The commands after `run:`, on its line or indented below it.</summary>
    private static IEnumerable<string> Commands(string text)
    {
        var lines = text.Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at].TrimStart(' ', '-');
            if (!line.StartsWith("run:", StringComparison.Ordinal))
            {
                continue;
            }

            var (indent, command) = (lines[at].Length - line.Length, line["run:".Length..].Trim());
            if (command.Length > 0 && command[0] is not ('|' or '>'))
            {
                yield return command[0] is '"' or '\'' && command[^1] == command[0] ? command.Trim(command[0]) : command;
                continue;
            }

            var first = at + 1;
            while (at + 1 < lines.Length && (lines[at + 1].AsSpan().TrimStart(' ') is var next && (next.IsWhiteSpace()
                || lines[at + 1].Length - next.Length > indent)))
            {
                at++;
            }

            yield return string.Join(command.StartsWith('>') ? ' ' : '\n', lines[first..(at + 1)].Select(part => part.Trim()));
        }
    }

    /// <summary>The command with variables where the server inserts values: `${{ secrets.A }}`.</summary>
    private static string ShellText(string command)
    {
        var text = new System.Text.StringBuilder(command.Length);
        for (var at = 0; at < command.Length; at++)
        {
            var end = string.CompareOrdinal(command, at, "${{", 0, 3) == 0
                ? command.IndexOf("}}", at, Math.Min(MostExpression, command.Length - at), StringComparison.Ordinal) : -1;
            if (end > 0)
            {
                var expression = command[at..end];
                text.Append(expression.Contains("secrets.", StringComparison.Ordinal) ? "${GITHUB_TOKEN}"
                    : IsWrittenByOthers(expression) ? "$(curl https://github.com)" : "${VALUE}");
                at = end + 1;
            }
            else
            {
                text.Append(command[at]);
            }
        }

        return text.ToString();
    }
}
