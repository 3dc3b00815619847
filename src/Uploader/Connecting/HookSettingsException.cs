namespace ToolTime.Uploader.Connecting;

/// <summary>An agent's settings are JSON but not of the form that hooks have; the message says where, to follow "because".</summary>
internal sealed class HookSettingsException(string message) : Exception(message);
