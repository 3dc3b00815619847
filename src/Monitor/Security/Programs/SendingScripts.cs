using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Source files that read a user's keys and send them away when they run, whatever their language.</summary>
internal static class SendingScripts
{
    private static readonly string[] Extensions = [".js", ".mjs", ".cjs", ".ts", ".py", ".sh", ".rb", ".pl", ".php", ".go", ".ps1"];

    /// <summary>Files of a home that hold keys, as a source names them.</summary>
    private static readonly string[] Keys = [".ssh/id_", ".aws/credentials", ".kube/config", ".netrc", ".git-credentials", ".gnupg",
        "gh/hosts.yml"];

    /// <summary>Files with the keys of registries, which tools for packages and images read and send there.</summary>
    private static readonly string[] RegistryKeys = [".npmrc", ".docker/config.json", ".pypirc"];

    private static readonly string[] Reading = ["readfile", "open(", "read_text", "read_bytes", "file.read", "file_get_contents", "cat ~",
        "cat $home", "cat \"$home", "@~", "@$home", "get-content"];

    private static readonly string[] Sending = ["post(", "'post'", "\"post\"", "'put'", "\"put\"", "urlopen", "sendbeacon", "uploadfile",
        "curlopt_post", "--data", "-d @", "=@", "-x post", "-x put", "--upload-file", "-t ~", "-t $home", "-method p"];

    private static readonly System.Buffers.SearchValues<char> Ends = System.Buffers.SearchValues.Create("\"'` \n)");

    /// <summary>Words in the path of a file that describes such scripts instead of being one.</summary>
    private static readonly string[] Examples = ["test", "spec", "fixture", "example", "sample", "mock", "docs/", "rules"];

    /// <summary>Records such a file: one key to where anybody may put anything, or keys of several services to any other machine.</summary>
    public static void Note(Call call, ResolvedPath path, string text)
    {
        if (!Array.Exists(Extensions, extension => path.Name.EndsWith(extension, StringComparison.Ordinal))
            || Array.Exists(Examples, word => path.Full.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        call.Walk.Spend(text.Length);
        var keys = Keys.Count(key => text.Contains(key, StringComparison.Ordinal));
        var all = keys + RegistryKeys.Count(key => text.Contains(key, StringComparison.Ordinal));
        if (all > 0 && HasAny(text, Reading) && HasAny(text, Sending) && AddressIn(text) is { } host
            && ((keys > 0 && all > 1) || Hosts.IsDrop(host) || Hosts.IsPublicNumber(host)))
        {
            call.Send(host, DataKinds.Secret, "a script");
        }
    }

    private static bool HasAny(string text, string[] words) =>
        Array.Exists(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The host of the first URL, or null if there is none that leads to another machine.</summary>
    private static string? AddressIn(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal);
        var rest = start < 0 ? "" : text[start..Math.Min(text.Length, start + 256)];
        var end = rest.AsSpan().IndexOfAny(Ends);
        var host = NetworkPrograms.Host(end < 0 ? rest : rest[..end]);
        return host.Contains('.', StringComparison.Ordinal) && !Hosts.IsLocal(host) ? host : null;
    }
}
