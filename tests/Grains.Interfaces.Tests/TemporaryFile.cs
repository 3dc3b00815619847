namespace ToolTime.Grains.Interfaces.Tests;

/// <summary>A file that is deleted with its test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(string text)
    {
        Path = System.IO.Path.GetTempFileName();
        Write(text);
    }

    public string Path { get; }

    public void Write(string text) => File.WriteAllText(Path, text);

    public void Dispose() => File.Delete(Path);
}
