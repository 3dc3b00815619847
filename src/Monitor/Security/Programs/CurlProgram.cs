using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>curl: what it fetches, and what it sends in bodies, forms, headers and addresses.</summary>
internal static class CurlProgram
{
    private static readonly OptionSpec Options = new(
        "-o -H -X -d -F -T -u -A -e -b -c -m -x -w -K -E -C -r -Y -y -z -P -Q -t -D -U --output --header --request --data --data-raw --data-binary --data-urlencode --data-ascii --form --upload-file --user --user-agent "
            + "--referer --cookie --cookie-jar --max-time --connect-timeout --proxy --write-out --config --cert --key --cacert --retry --retry-delay --output-dir --json --url --resolve --limit-rate --form-string --url-query --request-target --interface --oauth2-bearer --dump-header --range --unix-socket --retry-max-time"
    );

    private const int MostLines = 200;

    private static readonly string[] Bodies = ["-d", "--data", "--data-raw", "--data-binary", "--json"];

    public static Content Run(Call call)
    {
        var arguments = Arguments.Read(call.Args, Options);
        if (arguments.Value("-K", "--config") is { } config)
        {
            arguments = Arguments.Read([.. call.Args, .. Configured(call.Read(config))], Options);
        }

        var addresses = arguments.Operands.Concat(arguments.Values("--url")).ToList();
        var sent = Sent(call, arguments, out var hasBody);
        var fetched = Content.Unknown.With(DataKinds.Network);
        if (arguments.Value("--unix-socket") is { } socket)
        {
            ContainerPrograms.NoteRequest(call, socket, arguments.Values(Bodies));
        }

        foreach (var address in addresses)
        {
            var host = NetworkPrograms.Host(address.Text);
            var inAddress = NetworkPrograms.InAddress(call, address, host);
            NetworkPrograms.NoteRequest(call, host, address.Text, arguments.Value("-X", "--request")?.Text);
            DeletingRequests.Note(call, address.Text, arguments.Value("-X", "--request")?.Text,
                arguments.Values(Bodies));
            NetworkPrograms.NoteSent(call, host, hasBody ? sent : null, inAddress);

            NoteHeaders(call, host, arguments.Values("-H", "--header", "--oauth2-bearer"));
            // `file:` is not a network.
            if (address.Text.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            {
                return call.Read(address with { Text = address.Text[5..].TrimStart('/').Insert(0, "/") });
            }
        }

        return NetworkPrograms.Store(call, fetched, arguments.Value("-o", "--output"), arguments.Has("-O", "--remote-name", "-J")
            ? addresses.FirstOrDefault() : null, arguments.Value("--output-dir"));
    }

    /// <summary>The options in a file of curl's: `data = "@file"` is `--data @file`.</summary>
    private static IEnumerable<Field> Configured(Content config)
    {
        foreach (var line in (config.Text ?? "").Split('\n').Take(MostLines))
        {
            var name = line.Trim().TrimStart('-');
            var end = name.AsSpan().IndexOfAny(" =:\t");
            if (end > 0 && name[0] != '#')
            {
                yield return new Field((end == 1 ? "-" : "--") + name[..end]);
                yield return new Field(name[end..].Trim(' ', '\t', '=', ':', '"'), config.Data);
            }
        }
    }

    /// <summary>Records tokens in headers: they belong there, but not to any host.</summary>
    private static void NoteHeaders(Call call, string host, IEnumerable<Field> headers)
    {
        var tokens = headers.Aggregate(DataKinds.None, (data, header) => data | header.Data | call.Issued(header.Text))
            & (DataKinds.Token | TokenMakers.Any);
        if (tokens != DataKinds.None && (Hosts.IsDrop(host) || Hosts.IsPublicNumber(host)))
        {
            call.Send(host, tokens, "a header");
        }
    }

    /// <summary>What is sent in bodies, forms and headers.</summary>
    private static DataKinds Sent(Call call, Arguments arguments, out bool hasBody)
    {
        var data = DataKinds.None;
        hasBody = false;
        var uploads = arguments.Values("-T", "--upload-file").ToList();
        var attached = arguments.Values("-F", "--form", "-T", "--upload-file").ToList();
        var encoded = arguments.Values("--data-urlencode", "--url-query").ToList();
        foreach (var body in arguments.Values("-d", "--data", "--data-binary", "--data-ascii", "--data-urlencode", "--json", "-F", "--form",
            "-T", "--upload-file", "--url-query"))
        {
            hasBody = true;
            data |= body.Data | call.Issued(body.Text);
            data |= FileOf(body.Text, isUpload: uploads.Contains(body), isEncoded: encoded.Contains(body)) is { } file ? file is "-" or "."
                ? NetworkPrograms.Piped(call) : InFile(call, body with { Text = file }, attached.Contains(body)) : DataKinds.None;
        }

        foreach (var raw in arguments.Values("--data-raw", "--form-string"))
        {
            hasBody = true;
            data |= raw.Data | call.Issued(raw.Text);
        }

        var held = NetworkPrograms.InHeaders(arguments.Values("-H", "--header", "-A", "--user-agent", "-b", "--cookie", "-e"));
        hasBody |= held != 0;
        return data | held;
    }

    /// <summary>What a file that is sent contains. A temporary one that is attached may be a copy of any.</summary>
    private static DataKinds InFile(Call call, Field file, bool isAttached)
    {
        var content = call.Read(file);
        return isAttached && content is { Text: null, Data: DataKinds.None } ? DataKinds.Project : content.Data;
    }

    /// <summary>The file in `@file`, `name=@file`, `-T file` or `--data-urlencode name@file`.</summary>
    private static string? FileOf(string text, bool isUpload, bool isEncoded)
    {
        if (isUpload)
        {
            return text;
        }

        if (isEncoded)
        {
            var sign = text.AsSpan().IndexOfAny('@', '=');
            return sign >= 0 && text[sign] == '@' ? text[(sign + 1)..] : null;
        }

        var at = text.StartsWith('@') ? 0 : text.IndexOf("=@", StringComparison.Ordinal) is var found and >= 0 ? found + 1
            : text.IndexOf("=<", StringComparison.Ordinal) is var other and >= 0 ? other + 1 : -1;
        if (at < 0)
        {
            return null;
        }

        var file = text[(at + 1)..];
        var end = file.IndexOf(';');
        return end < 0 ? file : file[..end];
    }
}
