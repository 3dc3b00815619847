using System.Net;
using System.Net.Sockets;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>What hosts' names tell about them.</summary>
internal static class Hosts
{
    private static readonly string[] Metadata = ["169.254.169.254", "metadata.google.internal", "100.100.100.200", "[fd00:ec2::254]",
        "169.254.170.2", "metadata.azure.com", "metadata"];

    /// <summary>Where anyone may put anything for anyone to read.</summary>
    private static readonly string[] Drops =
    [
        "transfer.sh", "0x0.st", "pastebin.com", "paste.rs", "termbin.com", "file.io", "ix.io", "sprunge.us", "webhook.site",
            "requestbin.com", "requestbin.net", "pipedream.net", "hookbin.com", "bashupload.com", "oshi.at",
        "temp.sh", "dpaste.com", "dpaste.org", "hastebin.com", "paste.ee", "ghostbin.com", "catbox.moe", "litterbox.catbox.moe",
            "gofile.io", "anonfiles.com", "burpcollaborator.net", "oastify.com", "interact.sh", "oast.fun",
        "ngrok.io", "ngrok-free.app", "serveo.net", "localhost.run", "discord.com", "discordapp.com", "hooks.slack.com", "api.telegram.org",
            "beeceptor.com", "mockbin.org", "postb.in", "pastebin.ubuntu.com", "paste.debian.net", "wetransfer.com", "ptpb.pw", "uguu.se",
            "x0.at", "envs.sh", "clbin.com", "filebin.net",
    ];

    /// <summary>Where a program gets the machine's own credentials, also by a name that stands for the address.</summary>
    public static bool IsMetadata(string host) => Metadata.Contains(host)
        || (host.StartsWith("169.254.169.254.", StringComparison.Ordinal) && host.EndsWith(".io", StringComparison.Ordinal));

    /// <summary>An IP address in its usual form: `0xA9FEA9FE`, `2852039166` and `[::ffff:a9fe:a9fe]` are 169.254.169.254.</summary>
    public static string Plain(string host)
    {
        var isNumber = host.Length > 0 && (char.IsAsciiDigit(host[0]) || host[0] == '[');
        if (!isNumber || !IPAddress.TryParse(host, out var address))
        {
            return host;
        }

        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
            : address.AddressFamily is AddressFamily.InterNetwork ? address.ToString() : host;
    }

    public static bool IsDrop(string host) =>
        Array.Exists(Drops, drop => host == drop || host.EndsWith($".{drop}", StringComparison.Ordinal));

    /// <summary>Whether a service takes a sender's own token in its addresses.</summary>
    public static bool IsMessenger(string host) => host is "api.telegram.org" or "discord.com" or "discordapp.com" or "hooks.slack.com";

    /// <summary>Whether it is this machine or a private network.</summary>
    public static bool IsLocal(string host) =>
        host is "localhost" or "::1" or "[::1]" or "0.0.0.0" or "host.docker.internal" || host.StartsWith("127.", StringComparison.Ordinal)
            || host.EndsWith(".localhost", StringComparison.Ordinal) || host.EndsWith(".local", StringComparison.Ordinal)
            || host.EndsWith(".test", StringComparison.Ordinal);

    /// <summary>Whether it is an IP address outside private networks.</summary>
    public static bool IsPublicNumber(string host)
    {
        var parts = host.Split('.');
        if (parts.Length != 4 || !parts.All(part => byte.TryParse(part, out _)))
        {
            return false;
        }

        var (first, second) = (byte.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture),
            byte.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
        return !(first is 10 or 127 or 0 || (first == 192 && second == 168) || (first == 172 && second is >= 16 and < 32)
            || (first == 169 && second == 254));
    }
}
