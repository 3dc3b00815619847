using System.Net.Http.Headers;
using ModelContextProtocol.Server;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Mcp;
using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime mcp`: answers an agent over standard input and output until it closes them.</summary>
internal static class ServeAgents
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public static int Run(CommandContext context)
    {
        if (!Console.IsInputRedirected)
            context.Say("This talks with an agent, over the Model Context Protocol. Calls by MCP server: `tooltime mcp-servers`.");
        RunAsync(context).GetAwaiter().GetResult();
        return ExitCode.Fine;
    }

    private static async Task RunAsync(CommandContext context)
    {
        var server = Endpoint.Root(ShareTarget.Server(context, ConfigFile.Load(context.Home, context.Clock)));
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = server is null || !Endpoint.IsLoopback(server),
        };
        using var http = new HttpClient(handler) { Timeout = Timeout, MaxResponseContentBufferSize = CommunityClient.MaxAnswerBytes };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("tooltime", VersionInfo.Program));
        using var community = new CommunityClient(server, http, () => context.Renewed().Now);
        using var local = new LocalReading(context);
        var answers = new AgentServer(new ServedResources(community, local), new ServedTools(community, local));
        // The library logs what it is asked; nothing of that is stored.
        await using var transport = AgentTransport.Open();
        await using var mcp = McpServer.Create(transport, answers.Options(VersionInfo.Program));
        await mcp.RunAsync();
    }
}
