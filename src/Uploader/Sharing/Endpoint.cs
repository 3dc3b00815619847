using System.Net;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Sharing;

/// <summary>Where reports go. A token travels with each, so plain http is accepted only on this machine.</summary>
internal static class Endpoint
{
    public const string Default = "http://127.0.0.1:8787";
    public const string Variable = "TOOLTIME_ENDPOINT";

    private const string SubmitPath = "/v1/api/submit";
    private const string DeletePath = "/v1/api/user/delete";

    /// <summary>The address for submissions, or null if <paramref name="server"/> is not usable.</summary>
    public static Uri? Submit(string server) => Usable(server, SubmitPath);

    /// <summary>The address for deletions, or null as above.</summary>
    public static Uri? Delete(string server) => Usable(server, DeletePath);

    /// <summary>The address of everything the server publishes, or null as above.</summary>
    public static Uri? Root(string server) => Usable(server, "/");

    /// <summary>The page on which the server says what it does with reports.</summary>
    public static string Policy(string server) => server.TrimEnd('/') + "/privacy";

    /// <summary>By address or as `localhost`: any other name would be resolved, and could lead anywhere.</summary>
    public static bool IsLoopback(Uri uri) =>
        uri.Host is "localhost" || (IPAddress.TryParse(uri.DnsSafeHost, out var address) && IPAddress.IsLoopback(address));

    private static Uri? Usable(string server, string path)
    {
        if (!Uri.TryCreate(server.TrimEnd('/') + path, UriKind.Absolute, out var uri))
        {
            return null;
        }

        var isUsable = uri is { UserInfo: "", Query: "", Fragment: "" }
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && IsLoopback(uri)));
        return isUsable ? uri : null;
    }
}

/// <summary>The server shared with: TOOLTIME_ENDPOINT, or config.json's api_endpoint, or this machine.</summary>
internal static class ShareTarget
{
    public static string Server(CommandContext context, ConfigFile config) =>
        context.Environment(Endpoint.Variable) is { Length: > 0 } named ? named : config.ApiEndpoint ?? Endpoint.Default;

    /// <exception cref="ConfigException">A token would be sent unprotected, or the address is not valid.</exception>
    public static Uri Address(CommandContext context, ConfigFile config) => Usable(Server(context, config), Endpoint.Submit);

    /// <exception cref="ConfigException">As above.</exception>
    public static Uri DeletionAddress(CommandContext context, ConfigFile config) => Usable(Server(context, config), Endpoint.Delete);

    private static Uri Usable(string server, Func<string, Uri?> address) =>
        address(server)
        ?? throw new ConfigException($"Cannot share with {server}: it must be an https address, or http on this machine.");
}
