using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace ToolTime.Api.Mcp;

/// <summary>The errors that agents get if nothing is published. No answer repeats what was requested.</summary>
internal static class CommunityFaults
{
    /// <summary>The answer for all names that are not listed or are blocked.</summary>
    public const string MissingText = "There is no such listed name.";

    public const string UnavailableText = "The server cannot answer now. Ask again in a few seconds.";

    public const string NoMethodText = "There is no such method here.";

    /// <summary>Newer revisions have no separate code for it.</summary>
    public static McpProtocolException Missing(JsonRpcMessage message) =>
        new(MissingText, McpRevision.IsWithoutHandshake(message) ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound);

    public static McpProtocolException Unavailable() => new(UnavailableText, McpErrorCode.InternalError);

    public static McpProtocolException NotThere(string what) => new($"There is no such {what}.", McpErrorCode.InvalidParams);
}
