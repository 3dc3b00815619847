using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace ToolTime.Api.Mcp;

/// <summary>Describes what each method needs, so that agents retry with what is missing.</summary>
internal static class ParamsForm
{
    /// <summary>The message for parameters that do not match their method.</summary>
    public static string Describe(string? method) =>
        "The params do not match the method."
        + method switch
        {
            RequestMethods.Initialize => " It needs protocolVersion, capabilities and clientInfo with name and version.",
            RequestMethods.ToolsCall => " It needs name, and arguments as an object.",
            RequestMethods.PromptsGet => " It needs name.",
            RequestMethods.ResourcesRead => " It needs uri.",
            _ => "",
        };

    /// <summary>The message for arguments that are not an object.</summary>
    public static string Describe(JsonNode arguments) =>
        "arguments must be an object, not "
        + arguments.GetValueKind() switch
        {
            JsonValueKind.Array => "a list.",
            JsonValueKind.Number => "a number.",
            JsonValueKind.String => "a string.",
            _ => "true or false.",
        };
}
