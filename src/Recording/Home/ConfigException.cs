namespace ToolTime.Recording.Home;

/// <summary>The home cannot be used as it is; the message says why, in words for its owner.</summary>
internal sealed class ConfigException(string message) : Exception(message);
