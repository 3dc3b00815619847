using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <content>Statements that a script sends to a database.</content>
internal sealed partial class ForeignScript
{
    private static readonly HashSet<string> StatementCallers = new(StringComparer.Ordinal)
    {
        "execute", "executescript", "executemany", "query", "exec", "do", "$executeRawUnsafe", "text", "raw", "run",
    };

    private bool? _takesProduction;
    private string? _connected;

    /// <summary>
    /// Records a statement that loses data, if the script names the address of a database that is not clearly local or for tests. A script
    /// without an address uses its project's settings, which are unknown.
    /// </summary>
    private void NoteStatement(int at, string name)
    {
        if (name is "drop_all" or "dropDatabase" && DatabasePrograms.IsProduction(_call))
        {
            _call.Emit(EffectKind.DropData, name);
        }

        if (!StatementCallers.Contains(name))
        {
            return;
        }

        var next = at + (_tokens[at + 1].Text is "(" ? 2 : 1);
        if (Value(ref next) is { } statement && SqlText.FindLoss(statement) is { } loss)
        {
            var address = _tokens.Find(token => token.Kind is ForeignTokenKind.Text && DatabasePrograms.IsRemote(token.Text)).Text;
            if ((address is null ? Host() : NetworkPrograms.Host(address)) is { } host && !DatabasePrograms.IsForTests(host))
            {
                _call.Emit(EffectKind.DropData, loss, host: host);
            }
            else if (address is null && (_takesProduction ??= TakesAddressOfProduction()))
            {
                _call.Emit(EffectKind.DropData, loss);
            }
        }
    }

    /// <summary>
    /// Records what a connection's method sends: `s.sendmail(…)` after `SMTP("mail.example.com")`, `s.sendall(…)` after `connect(…)`.
    /// </summary>
    private void NoteSentBy(int at, string full, string name)
    {
        if (_language is not "python" || full.Length == name.Length || full.StartsWith("requests.", StringComparison.Ordinal)
            || name is not ("sendmail" or "send_message" or "sendall" or "send" or "sendto" or "storbinary" or "request"))
        {
            return;
        }

        var data = _read & (DataKinds.Secret | DataKinds.Environment);
        data |= Inside(at).Any(token => token.Kind is ForeignTokenKind.Text && token.Text.Contains('.', StringComparison.Ordinal)
            && _call.Path(token.Text).IsSecret) ? DataKinds.Secret : DataKinds.None;
        if (data != DataKinds.None && (_connected ??= Connected()) is { Length: > 0 } host)
        {
            _call.Send(host, data, "a script");
        }
    }

    /// <summary>The host that a script connects to, or nothing.</summary>
    private string Connected()
    {
        for (var at = 0; at + 2 < _tokens.Count; at++)
        {
            if (_tokens[at].Kind is ForeignTokenKind.Name && _tokens[at + 1].Text is "("
                && _tokens[at].Text[(_tokens[at].Text.LastIndexOf('.') + 1)..] is "connect" or "create_connection" or "SMTP" or "SMTP_SSL"
                    or "FTP" or "FTP_TLS" or "HTTPConnection" or "HTTPSConnection"
                && _tokens.Skip(at + 2).Take(2).FirstOrDefault(token => token.Kind is ForeignTokenKind.Text).Text is { } host)
            {
                return host;
            }
        }

        return "";
    }

    /// <summary>Whether a script takes a variable that is named for production: `process.env.PROD_URL`.</summary>
    private bool TakesAddressOfProduction()
    {
        for (var at = 0; at < _tokens.Count; at++)
        {
            if (_tokens[at].Kind is ForeignTokenKind.Name && SecretVariable(_tokens[at].Text, at) is { } name
                && SqlOptions.HasProductionWord(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The host in an argument or member, `host="db.example.com"`, unless it is this machine.</summary>
    private string? Host()
    {
        for (var at = 2; at < _tokens.Count; at++)
        {
            if (_tokens[at - 2].Text is "host" or "hostname" or "server" && _tokens[at - 1].Text is "=" or ":"
                && _tokens[at] is { Kind: ForeignTokenKind.Text, Text: var host } && host.Contains('.', StringComparison.Ordinal)
                && !Hosts.IsLocal(host))
            {
                return host;
            }
        }

        return null;
    }

    /// <summary>
    /// Records that what was read is sent in a Node.js request, whose host is in its options and whose body comes later:
    /// `https.request({host: "…"}).end(…)`.
    /// </summary>
    private void NoteRequestBody()
    {
        var data = _read & (DataKinds.Secret | DataKinds.Environment);
        if (data != DataKinds.None && _language is "node" && Names("https.request", "http.request") && Names("end", "write")
            && Host() is { } host)
        {
            _call.Send(host, data, "a script");
        }
    }
}
