namespace ToolTime.Architecture.Tests;

/// <summary>A file and its path from the root, with slashes.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public string[] Lines => Text.Split('\n');
}
