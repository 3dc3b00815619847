namespace ToolTime.Uploader.Tests;

internal sealed record ReceivedRequest(string Line, IReadOnlyDictionary<string, string> Headers, byte[] Body);
