using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that open this machine to others: tunnels, and servers of a folder.</summary>
internal static class TunnelPrograms
{
    /// <summary>Servers of a folder: the options that name it, and whether an operand does.</summary>
    private static readonly (string Name, string Folder, string Valued, bool HasOperand)[] Servers =
    [
        ("serve", "", "-l -p -c --listen --port --config --ssl-cert --ssl-key --ssl-pass", true),
        ("http-server", "", "-p -a -c -o -P -C -K -e -t --port --proxy --cert --key --ext", true),
        ("live-server", "", "", true),
        ("sirv", "", "-p -H --port --host", true), ("miniserve", "", "-p -i --port --interfaces", true), ("darkhttpd", "", "", true),
        ("simple-http-server", "", "-p --port", true), ("updog", "-d --directory", "-p --port", false), ("goshs", "-d", "-p", false),
        ("filebrowser", "-r --root", "-p -a --port --address", false), ("caddy", "--root", "--listen", false),
    ];

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["ngrok"] = programs["cloudflared"] = programs["localtunnel"] = programs["lt"] = programs["bore"] = programs["tailscale"] = Tunnel;
        programs["ttyd"] = programs["gotty"] = programs["wetty"] = programs["shellinabox"] = call =>
        {
            var arguments = Arguments.Read(call.Args,
                new OptionSpec("-i -p -a -c -u -g -s -w -t -T --interface --port --address --credential"));
            if (arguments.Value("-i", "-a", "--interface", "--address")?.Text is not ("lo" or "lo0") and var shown
                && (shown is null || !Hosts.IsLocal(shown)))
            {
                call.Emit(EffectKind.ReverseShell);
            }

            return Content.Unknown;
        };
        programs["sshx"] = programs["tmate"] = programs["upterm"] = call =>
        {
            call.Emit(EffectKind.Tunnel, call.Name);
            return Content.Unknown;
        };
        programs["chisel"] = programs["frpc"] = call =>
        {
            if (call.Name is "frpc" || call.Args.Any(arg => arg.Text.StartsWith("R:", StringComparison.Ordinal)))
            {
                call.Emit(EffectKind.Tunnel, call.Name);
            }

            return Content.Unknown;
        };
        foreach (var server in Servers)
        {
            programs[server.Name] = call =>
            {
                var arguments = Arguments.Read(call.Args, new OptionSpec($"{server.Folder} {server.Valued}".Trim()));
                var folder = server.HasOperand ? arguments.Operands.FirstOrDefault() : arguments.Value(server.Folder.Split(' '));
                return call.Name is "caddy" && arguments.Operands is not [{ Text: "file-server" }, ..] ? Content.Unknown : Serve(call, folder);
            };
        }
    }

    /// <summary>Records that a folder outside the project is served: the working directory if none is named.</summary>
    public static Content Serve(Call call, Field? folder)
    {
        var path = call.Path(folder?.Text ?? ".");
        if (path.IsOutside)
        {
            call.Emit(EffectKind.Tunnel, call.Name is "python" ? "http.server" : call.Name, path);
        }

        return Content.Unknown;
    }

    private static Content Tunnel(Call call)
    {
        if ((call.Name is not "tailscale" || call.Args is [{ Text: "funnel" }, ..])
            && call.Args.Any(arg => arg.Text is "22" or "tcp" or "ssh://localhost:22"))
        {
            call.Emit(EffectKind.Tunnel, call.Name);
        }

        // Files, not a server of this machine. A path before what is served is the URL path.
        var operands = Arguments.Read(call.Args, new OptionSpec("--set-path --url --https --http --tcp")).Operands;
        foreach (var arg in operands)
        {
            if (arg.Text.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            {
                Serve(call, arg with { Text = $"/{arg.Text["file:".Length..].TrimStart('/')}" });
            }
            else if (call.Args[0].Text is "serve" or "funnel" && arg == operands[^1]
                && (arg.Text.StartsWith('/') || arg.Text.StartsWith('~')))
            {
                Serve(call, arg);
            }
        }

        return Content.Unknown;
    }
}
