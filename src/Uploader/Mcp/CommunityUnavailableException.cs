namespace ToolTime.Uploader.Mcp;

/// <summary>The community's figures cannot be had now. The message is for the agent, and names nothing that was asked for.</summary>
internal sealed class CommunityUnavailableException(string message) : Exception(message);
