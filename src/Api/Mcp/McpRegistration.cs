using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ToolTime.Settings;

namespace ToolTime.Api.Mcp;

/// <summary>Registers what the MCP endpoint needs.</summary>
internal static class McpRegistration
{
    public static void AddMcp(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<McpOptions>(configuration, McpOptions.Section);
        services.AddSingleton<CommunityResources>();
        services.AddSingleton<CommunityTools>();
        services.AddSingleton<CommunityServer>();
        services.AddSingleton<McpExchange>();
    }
}
