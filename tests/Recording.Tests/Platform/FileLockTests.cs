using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Tests.Platform;

public sealed class FileLockTests
{
    [Fact]
    public async Task Acquire_HeldByManyInTurn_IsNeverHeldByTwo()
    {
        var folder = Directory.CreateTempSubdirectory("tooltime lock ");
        var path = Path.Combine(folder.FullName, "lock");
        var holders = 0;
        var most = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(Hold, TestContext.Current.CancellationToken)));
        Assert.Equal(1, most);
        folder.Delete(recursive: true);

        void Hold()
        {
            using var held = FileLock.Acquire(path);
            Assert.NotNull(held);
            most = Math.Max(most, Interlocked.Increment(ref holders));
            Interlocked.Decrement(ref holders);
        }
    }

    [Fact]
    public void Acquire_FileThatCannotBeMade_Throws() =>
        Assert.ThrowsAny<IOException>(() => FileLock.Acquire("/dev/null/lock"));
}
