using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Tests.Platform;

public sealed class FileSizesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tooltime sizes ").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Sum_FilesAndSubfolders_CountsTheFiles()
    {
        File.WriteAllBytes(Path.Combine(_folder, "one"), new byte[300]);
        File.WriteAllBytes(Path.Combine(_folder, ".two"), new byte[45]);
        Directory.CreateDirectory(Path.Combine(_folder, "deeper"));

        Assert.Equal(345, FileSizes.Sum(_folder));
        Assert.Equal(300, FileSizes.Get(Path.Combine(_folder, "one")));
    }

    [Fact]
    public void SumAndGet_WhatDoesNotExist_IsNothing()
    {
        Assert.Equal(0, FileSizes.Sum(Path.Combine(_folder, "absent")));
        Assert.Equal(0, FileSizes.Get(Path.Combine(_folder, "absent")));
    }

    [Fact]
    public async Task Sum_WhileFilesAreReplaced_CountsWhatIsThere()
    {
        var stop = TestContext.Current.CancellationToken;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var replacing = Task.Run(
            () =>
            {
                for (var i = 0; !ended.IsCancellationRequested; i++)
                {
                    var path = Path.Combine(_folder, $"{i % 8}.temporary");
                    File.WriteAllBytes(path, new byte[10]);
                    File.Move(path, Path.Combine(_folder, "index"), overwrite: true);
                }
            },
            stop
        );
        for (var i = 0; i < 2_000; i++)
        {
            Assert.InRange(FileSizes.Sum(_folder), 0, 90);
        }

        await ended.CancelAsync();
        await replacing;
    }
}
