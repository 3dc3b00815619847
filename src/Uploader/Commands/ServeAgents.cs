using System.Runtime.ExceptionServices;
using ModelContextProtocol.Server;
using ToolTime.Uploader.Insights;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Mcp;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime mcp`: answers an agent over standard input and output until they are closed.</summary>
internal static class ServeAgents
{
    public static int Run(CommandContext context)
    {
        if (!Console.IsInputRedirected)
        {
            context.Say("This command is for agents, over the Model Context Protocol. Calls by MCP server: `tooltime mcp-servers`.");
        }

        RunAsync(context).GetAwaiter().GetResult();
        return ExitCode.Fine;
    }

    private static async Task RunAsync(CommandContext context)
    {
        using var http = CommunityClient.Http(context, out var server);
        using var community = new CommunityClient(server, http, () => context.Renewed().Now);
        using var local = new LocalReading(context);
        using var machine = new AgentReading(context);
        var answers = new AgentServer(new ServedResources(community, local, machine), new ServedTools(community, local, machine));
        // The library logs requests; none of that is stored.
        await using var transport = AgentTransport.Open();
        await using var mcp = McpServer.Create(transport, answers.Options(VersionInfo.Program));
        try
        {
            await mcp.RunAsync(transport.Ended);
        }
        catch (OperationCanceledException) when (transport.Ended.IsCancellationRequested) { }

        if (transport.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}
