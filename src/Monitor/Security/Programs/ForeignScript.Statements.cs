using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <content>Statements that a script sends to a database.</content>
internal sealed partial class ForeignScript
{
    private static readonly HashSet<string> StatementCallers = new(StringComparer.Ordinal)
    {
        "execute", "executescript", "executemany", "query", "exec", "do", "$executeRawUnsafe", "text", "raw", "run",
    };

    /// <summary>
    /// Notes a statement that loses data, where the script names the address of a database that is not plainly local or for tests. A
    /// script that names none runs in the settings of its project, of which nothing is known.
    /// </summary>
    private void NoteStatement(int at, string name)
    {
        if (!StatementCallers.Contains(name))
        {
            return;
        }

        var next = at + (_tokens[at + 1].Text is "(" ? 2 : 1);
        if (Value(ref next) is { } statement && SqlText.FindLoss(statement) is { } loss
            && _tokens.Find(token => token.Kind is ForeignTokenKind.Text && DatabasePrograms.IsRemote(token.Text)).Text is { } address)
        {
            _call.Emit(EffectKind.DropData, loss, host: NetworkPrograms.Host(address));
        }
    }
}
