using ToolTime.Recording.Home;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Sharing;

/// <summary>The server that is shared with: TOOLTIME_ENDPOINT, else config.json's api_endpoint, else this machine.</summary>
internal static class ShareTarget
{
    public static string Server(CommandContext context, ConfigFile config) =>
        context.Environment(Endpoint.Variable) is { Length: > 0 } named ? named : config.ApiEndpoint ?? Endpoint.Default;

    /// <exception cref="ConfigException">A token would travel there unprotected, or it is no address.</exception>
    public static Uri Address(CommandContext context, ConfigFile config) => Usable(Server(context, config), Endpoint.Submit);

    /// <exception cref="ConfigException">As above.</exception>
    public static Uri DeletionAddress(CommandContext context, ConfigFile config) => Usable(Server(context, config), Endpoint.Delete);

    private static Uri Usable(string server, Func<string, Uri?> address) =>
        address(server)
        ?? throw new ConfigException($"{server} cannot be shared with: it must be an https address, or http on this machine.");
}
