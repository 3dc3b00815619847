using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that fetch and send over HTTP, open raw connections or look up names.</summary>
internal static class NetworkPrograms
{
    private static readonly OptionSpec Wget = new(
        "-O -o -P -U -e -t -T -i -a -A -R -D -l -w -Q --output-document --directory-prefix --user-agent --header --post-data --post-file --body-data --body-file --method --user --password --tries --timeout --output-file --input-file --certificate"
    );

    private static readonly OptionSpec Nc = new(
        "-p -s -w -e -c -X -x -i -q -g -G -I -O -T -V --exec --sh-exec --lua-exec --source --proxy"
    );

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["curl"] = programs["curlie"] = CurlProgram.Run;
        programs["wget"] = programs["wget2"] = RunWget;
        programs["fetch"] = call => Download(call, Arguments.Read(call.Args, new OptionSpec("-o -O")), "-o");
        programs["aria2c"] = programs["axel"] = call =>
            Download(call, Arguments.Read(call.Args, new OptionSpec("-o -d -x -s -j --out --dir")), "-o", "--out");
        programs["lynx"] = programs["w3m"] = programs["links"] = programs["lwp-request"] = programs["GET"] =
            call => Fetched(call, Arguments.Read(call.Args).Operands.LastOrDefault());
        programs["http"] = programs["https"] = programs["xh"] = RunHttpie;
        programs["nc"] = RunNc;
        programs["telnet"] = call => Raw(call, Arguments.Read(call.Args).Operands.FirstOrDefault()?.Text);
        programs["socat"] = RunSocat;
        programs["ztcp"] = ZshConnection;
        programs["dig"] =
            programs["nslookup"] =
            programs["host"] =
            programs["drill"] =
                Lookup;
        programs["getent"] = call => call.Args is [{ Text: "shadow" or "gshadow" }, ..]
            ? call.Read(new Field("/etc/shadow")) : Lookup(call);
        programs["ping"] = programs["ping6"] = FloodPrograms.Ping;
        programs["mail"] = programs["mailx"] = programs["sendmail"] = programs["mutt"] = programs["msmtp"] = programs["swaks"] = Mail;
    }

    /// <summary>The host of a URL; without a scheme, the text up to the first slash.</summary>
    public static string Host(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal);
        var rest = start < 0 ? address : address[(start + 3)..];
        var end = rest.AsSpan().IndexOfAny("/?#");
        var authority = end < 0 ? rest : rest[..end];
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        if (authority.StartsWith('['))
        {
            return Hosts.Plain(authority[..(authority.IndexOf(']', StringComparison.Ordinal) + 1)]);
        }

        var colon = authority.IndexOf(':');
        return Hosts.Plain((colon < 0 ? authority : authority[..colon]).ToLowerInvariant());
    }

    public static void NoteSent(Call call, string host, DataKinds? inBody, DataKinds inAddress)
    {
        if (inBody is { } body)
        {
            call.Send(host, body, "a body");
        }

        if (inAddress != DataKinds.None)
        {
            call.Send(host, inAddress, "an address");
        }
    }

    /// <summary>What the text of an address gives to its host: of the project's files, only where anybody may put anything.</summary>
    public static DataKinds InAddress(Call call, Field address, string host) => call.Issued(address.Text) | (address.Data
        & (DataKinds.Secret | DataKinds.Environment | DataKinds.Outside | DataKinds.Token | DataKinds.Identity | TokenMakers.Any
        | (Hosts.IsDrop(host) ? DataKinds.Project : DataKinds.None)));

    /// <summary>What headers contain: they are meant for tokens, but not for other secrets.</summary>
    public static DataKinds InHeaders(IEnumerable<Field> headers) => headers
        .Where(header => !header.Text.StartsWith("Authorization", StringComparison.OrdinalIgnoreCase))
        .Aggregate(DataKinds.None, (data, header) => data | (header.Data & (DataKinds.Secret | DataKinds.Environment | DataKinds.Outside)));

    /// <summary>Records a fetch, and deletions that the request itself asks for.</summary>
    public static void NoteRequest(Call call, string host, string address, string? method)
    {
        call.Emit(EffectKind.Fetch, address, host: host);
        var isSearch = address.Contains(":9200", StringComparison.Ordinal) || host.Contains("elastic", StringComparison.Ordinal)
            || host.StartsWith("es.", StringComparison.Ordinal);
        if (method is "DELETE" && isSearch && !Hosts.IsLocal(host))
        {
            call.Emit(EffectKind.DropData, "an index", host: host);
        }
    }

    public static Content Store(Call call, Content fetched, Field? file, Field? named, Field? folder)
    {
        if (file is { Text: "-" } || (file is null && named is null))
        {
            return fetched;
        }

        var name = file ?? named! with { Text = NameOf(named!.Text) };
        call.Write(folder is null ? name : name with { Text = $"{folder.Text}/{name.Text}" }, fetched);
        return Content.Nothing;
    }

    /// <summary>What was fetched: in a file, or for the next program if none is named.</summary>
    public static Content Store(Call call, Field? file) => Store(call, Content.Unknown.With(DataKinds.Network), file, null, null);

    private static string NameOf(string address)
    {
        var path = address.Split('?', '#')[0].TrimEnd('/');
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.Length == 0 ? "index.html" : name;
    }

    private static Content RunWget(Call call)
    {
        var arguments = Arguments.Read(call.Args, Wget);
        var data = DataKinds.None;
        var hasBody = false;
        foreach (var file in arguments.Values("--post-file", "--body-file"))
        {
            hasBody = true;
            data |= call.Read(file).Data;
        }

        foreach (var body in arguments.Values("--post-data", "--body-data"))
        {
            hasBody = true;
            data |= body.Data | call.Issued(body.Text);
        }

        data |= InHeaders(arguments.Values("-U", "--user-agent", "--header"));
        hasBody |= data != DataKinds.None;
        foreach (var address in arguments.Operands)
        {
            var host = Host(address.Text);
            NoteRequest(call, host, address.Text, arguments.Value("--method")?.Text);
            var inAddress = InAddress(call, address, host);
            NoteSent(call, host, hasBody ? data : null, inAddress);
        }

        var fetched = Content.Unknown.With(DataKinds.Network);
        // `-qO-` is `-q -O -`.
        return arguments.Has("--spider") ? Content.Unknown
            : Store(call, fetched, arguments.Value("-O", "--output-document"), arguments.Operands.FirstOrDefault(),
                arguments.Value("-P", "--directory-prefix"));
    }

    private static Content Download(Call call, Arguments arguments, params string[] output)
    {
        var address = arguments.Operands.LastOrDefault();
        Fetched(call, address);
        return Store(call, Content.Unknown.With(DataKinds.Network), arguments.Value(output), address, arguments.Value("-d", "--dir"));
    }

    private static Content Fetched(Call call, Field? address)
    {
        if (address is not null)
        {
            NoteRequest(call, Host(address.Text), address.Text, null);
        }

        return Content.Unknown.With(DataKinds.Network);
    }

    private static Content RunHttpie(Call call)
    {
        var operands = Arguments.Read(call.Args, new OptionSpec("-a --auth -o --output -s --style --timeout -p")).Operands;
        var hasMethod = operands is [{ Text: "GET" or "POST" or "PUT" or "PATCH" or "DELETE" or "HEAD" }, ..];
        var address = operands.ElementAtOrDefault(hasMethod ? 1 : 0);
        if (address is null)
        {
            return Content.Unknown;
        }

        var host = Host(address.Text);
        var data = Piped(call) | InAddress(call, address, host);
        NoteRequest(call, host, address.Text, hasMethod ? operands[0].Text : null);
        foreach (var item in operands.Skip(hasMethod ? 2 : 1))
        {
            var at = item.Text.IndexOf('@');
            data |= item.Data | (at >= 0 ? call.Read(item with { Text = item.Text[(at + 1)..] }).Data : DataKinds.None);
        }

        if (data != DataKinds.None || operands.Count > (hasMethod ? 2 : 1))
        {
            call.Send(host, data, "a body");
        }

        return Content.Unknown.With(DataKinds.Network);
    }

    private static Content RunNc(Call call)
    {
        var arguments = Arguments.Read(call.Args, Nc);
        var host = arguments.Operands.FirstOrDefault()?.Text;
        if (arguments.Value("-e", "-c", "--exec", "--sh-exec") is { } program)
        {
            call.Emit(EffectKind.ReverseShell, program.Text, host: host);
            return Content.Unknown;
        }

        return arguments.Has("-z") ? Content.Unknown : Raw(call, arguments.Has("-l", "--listen") ? null : host);
    }

    /// <summary>What standard input contains.</summary>
    public static DataKinds Piped(Call call) => call.Input.Data | call.Issued(call.Input.Text);

    private static Content Raw(Call call, string? host)
    {
        if (call.Input.Has(DataKinds.ShellOutput))
        {
            call.Emit(EffectKind.ReverseShell, host: host);
        }
        else if (host is not null && call.Input != Content.Nothing)
        {
            call.Send(host, Piped(call), "a raw connection");
        }
        else if (call.Input.Has(DataKinds.Secret))
        {
            call.Send("anybody who connects", DataKinds.Secret, "a raw connection");
        }

        return Content.Unknown.With(DataKinds.Network);
    }

    private static Content RunSocat(Call call)
    {
        var addresses = Arguments.Read(call.Args, new OptionSpec("-b -t -T -lf", HasLongWithOneDash: true)).Operands.Select(operand =>
            operand.Text).ToList();
        var remote = addresses.Find(address => IsAddress(address, "tcp") || IsAddress(address, "udp") || IsAddress(address, "openssl")
            || IsAddress(address, "ssl") || IsAddress(address, "sctp"));
        var program = addresses.Find(address => IsAddress(address, "exec") || IsAddress(address, "system"));
        if (program is not null && remote is not null
            && (program.Contains("sh", StringComparison.OrdinalIgnoreCase) || program.Contains("pty", StringComparison.OrdinalIgnoreCase)))
        {
            call.Emit(EffectKind.ReverseShell, program, host: remote.Split(':').ElementAtOrDefault(1));
            return Content.Unknown;
        }

        if (program is not null && remote is null && (call.State.Traits & EffectTraits.Privileged) != 0
            && program.EndsWith("sh", StringComparison.Ordinal))
        {
            call.Emit(EffectKind.BecomeRoot, "socat");
        }

        var file = addresses.Find(address => IsAddress(address, "file") || IsAddress(address, "open"));
        if (file is not null)
        {
            call.Input = call.Read(new Field(file[(file.IndexOf(':') + 1)..].Split(',')[0]));
        }

        return Raw(call, remote is not null && !remote.Contains("listen", StringComparison.OrdinalIgnoreCase)
            ? remote.Split(':').ElementAtOrDefault(1) : null);
    }

    /// <summary>A zsh connection, whose descriptor is in `$REPLY`.</summary>
    private static Content ZshConnection(Call call)
    {
        if (Arguments.Read(call.Args, new OptionSpec("-d")).Operands is [var host, ..])
        {
            call.State.Set("REPLY", new Field("59"));
            call.Walk.Connections["59"] = host.Text;
        }

        return Content.Nothing;
    }

    private static bool IsAddress(string text, string kind) => text.StartsWith(kind, StringComparison.OrdinalIgnoreCase)
        && text.Contains(':', StringComparison.Ordinal);

    /// <summary>A look-up of names, which may contain data.</summary>
    public static Content Lookup(Call call)
    {
        var data = call.Args.Where(arg => arg.Text.Contains('.', StringComparison.Ordinal) || arg.Text.Length > 0).Aggregate(DataKinds.None,
            (all, arg) => all | arg.Data);
        if ((data & (DataKinds.Secret | DataKinds.Token | DataKinds.Environment | DataKinds.Identity | DataKinds.Outside)) != 0
            && call.Args.Any(arg => (arg.Data & data) != 0
            && (arg.Text.Contains('.', StringComparison.Ordinal) || call.Name.StartsWith("ping", StringComparison.Ordinal))))
        {
            call.Emit(EffectKind.SendByName, call.Name, data: data);
        }

        // Anyone may have put anything into a record.
        return call.Name.StartsWith("ping", StringComparison.Ordinal) ? Content.Unknown : Content.Unknown.With(DataKinds.Network);
    }

    private static Content Mail(Call call)
    {
        var arguments = Arguments.Read(call.Args, new OptionSpec("-s -a -A -r -c -b --attach --to --from --server --body"));
        var data = call.Input.Data;
        foreach (var file in arguments.Values("-a", "-A", "--attach", "--body"))
        {
            data |= call.Read(file with { Text = file.Text.TrimStart('@') }).Data;
        }

        call.Send(arguments.Operands.LastOrDefault()?.Text is { } address ? Host(address) : "", data, "mail");
        return Content.Nothing;
    }
}
