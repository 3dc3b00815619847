using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>What a script sends and fetches, and shells that it connects to a socket.</summary>
internal sealed partial class ForeignScript
{
    private static readonly HashSet<string> Senders = new(StringComparer.Ordinal)
    {
        "requests.post", "requests.put", "requests.patch", "requests.request", "httpx.post", "httpx.put", "urlopen",
            "urllib.request.urlopen", "fetch", "axios.post", "axios.put", "axios", "Net::HTTP.post", "Net::HTTP.post_form", "got.post",
            "post", "sendall", "send", "sendto", "request", "https.request", "http.request",
        "requests.get", "httpx.get", "axios.get", "https.get", "http.get", "urlretrieve", "urllib.request.urlretrieve", "u.urlopen",
            "Request", "urllib.request.Request", "URI.open", "curl_exec", "LWP::Simple.get", "getstore", "Net::HTTP.get",
    };

    /// <summary>Whether a string is a shell that reads its input, not part of a command: `["bash", "-c", "make"]`.</summary>
    private bool IsOpenShell(int at)
    {
        if (_tokens[at].Kind is not ForeignTokenKind.Text || _tokens[at].Text is not ("sh" or "bash" or "sh -i" or "bash -i")
            && !_tokens[at].Text.Contains("/bin/sh", StringComparison.Ordinal)
            && !_tokens[at].Text.Contains("/bin/bash", StringComparison.Ordinal))
        {
            return false;
        }

        var next = _tokens.Skip(at + 1).Take(3).FirstOrDefault(token => token.Kind is ForeignTokenKind.Text).Text;
        return next?.StartsWith('-') is not true || !next.EndsWith('c');
    }

    /// <summary>A socket connected to a shell.</summary>
    private bool IsReverseShell()
    {
        var hasSocket = Names("socket", "fsockopen", "createConnection", "net.connect", "TCPSocket", "TCPSocket.open", "TCPSocket.new",
            "IO::Socket::INET", "INET", "net.Socket", "socket.socket", "pfsockopen", "stream_socket_client", "Socket")
            || HasText("IO::Socket") || HasText("Socket");
        if (_language is "awk" && (HasText("/inet/tcp/") || HasText("/inet/udp/")) && HasText("getline"))
        {
            return true;
        }

        hasSocket |= _language is "node" && Names("connect", "createConnection") && _tokens.Exists(token => token is
        { Kind: ForeignTokenKind.Text, Text: "net" or "tls" or "node:net" });
        if (_language is "lua" && HasText("socket") && HasText("connect") && (HasText("popen") || HasText("os.execute")))
        {
            return true;
        }

        var hasShell = HasText("cmd.exe") || Names("pty.spawn", "dup2", "fdopen")
            || Enumerable.Range(0, _tokens.Count).Any(IsOpenShell)
            || _tokens.Exists(token => (token.Kind is ForeignTokenKind.Text && (token.Text.StartsWith("sh <&", StringComparison.Ordinal)
                    || token.Text.StartsWith("bash <&", StringComparison.Ordinal))))
            || (Names("popen") && Names("gets", "recv", "read")) || (RunsVariable() && Names("recv"));
        if (_language is "python" or "node"
            && !Names("connect", "connect_ex", "create_connection", "createConnection", "dup2", "fdopen", "Socket"))
        {
            return false;
        }

        // If a program is started with a connection to this machine, that is the one being waited for.
        var hosts = _tokens.Where(token => token.Kind is ForeignTokenKind.Text && token.Text.Length > 3
            && (Hosts.IsLocal(token.Text) || token.Text.All(letter => char.IsAsciiDigit(letter) || letter is '.'))).ToList();
        if (hosts.Count > 0 && hosts.TrueForAll(token => Hosts.IsLocal(token.Text)) && !Names("dup2", "fdopen"))
        {
            return false;
        }

        return hasSocket && hasShell && (Names("connect", "create_connection", "dup2", "fsockopen", "spawn", "exec", "system", "fdopen", "TCPSocket.open",
            "open", "subprocess.call", "Popen", "pipe", "TCPSocket.new") || HasText("INET"));
    }

    private void NoteSend(int at, string name)
    {
        var next = at + 2;
        var address = next < _tokens.Count ? Value(ref next) : null;
        var host = address is null ? "" : NetworkPrograms.Host(address);
        _call.Emit(EffectKind.Fetch, address ?? "", host: host);
        var isReading = (name is "fetch" && _takesText)
            || name.EndsWith("get", StringComparison.Ordinal)
            || name.EndsWith("urlopen", StringComparison.Ordinal)
            || name.EndsWith("open", StringComparison.Ordinal) || name.EndsWith("retrieve", StringComparison.Ordinal);
        if (isReading)
        {
            _read |= DataKinds.Network;
        }

        if (name.EndsWith("retrieve", StringComparison.Ordinal) && next < _tokens.Count && _tokens[next].Text is ","
            && ++next > 0 && Value(ref next) is { } file)
        {
            _call.Write(new Field(file), Content.Unknown.With(DataKinds.Network));
        }

        // What the call reads later is sent by it too.
        var inside = _tokens.Skip(at).Take(MostCallTokens / 2).TakeWhile(token => token.Text is not ";").Concat(Inside(at)).ToList();
        var data = _read & (DataKinds.Secret | DataKinds.Environment | DataKinds.Token | DataKinds.Outside);
        foreach (var token in inside.Where(token => token.Kind is ForeignTokenKind.Text
            && token.Text.Contains('.', StringComparison.Ordinal) && !token.Text.Contains("://", StringComparison.Ordinal)))
        {
            data |= _call.Path(token.Text).IsSecret ? DataKinds.Secret : DataKinds.None;
        }

        data |= TokensInside(at);
        if (data != DataKinds.None && host.Length > 0)
        {
            _call.Send(host, data, "a script");
        }
    }
}
