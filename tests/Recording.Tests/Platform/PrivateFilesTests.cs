using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Tests.Platform;

public sealed class PrivateFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tooltime-private-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void CreateFolder_SeveralLevels_AreTheOwnersAlone()
    {
        PrivateFiles.CreateFolder(Path.Combine(_folder, "a", "b", "c"));
        foreach (var folder in (string[])["a", "a/b", "a/b/c"])
        {
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                    File.GetUnixFileMode(Path.Combine(_folder, folder))
                );
            }
        }
    }
}
