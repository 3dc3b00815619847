using ModelContextProtocol.Protocol;

namespace ToolTime.Api.Mcp;

/// <summary>What methods need, in words for agents: they try again with what is missing.</summary>
internal static class ParamsForm
{
    /// <summary>What an agent is told of params that are not of their method's form.</summary>
    public static string Describe(string? method) =>
        "The params are not of the method's form."
        + method switch
        {
            RequestMethods.Initialize => " It needs protocolVersion, capabilities and clientInfo with name and version.",
            RequestMethods.ToolsCall => " It needs name, and arguments as an object.",
            RequestMethods.PromptsGet => " It needs name.",
            RequestMethods.ResourcesRead => " It needs uri.",
            _ => "",
        };
}
