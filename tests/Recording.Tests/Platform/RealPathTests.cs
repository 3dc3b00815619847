using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Tests.Platform;

public sealed class RealPathTests : IDisposable
{
    private readonly string _root = RealPath.Resolve(Directory.CreateTempSubdirectory("tooltime links ").FullName);

    [Fact]
    public void Resolve_LinksInThePath_AreFollowed()
    {
        Directory.CreateDirectory(In("real/shop"));
        Directory.CreateSymbolicLink(In("home"), In("real"));
        Directory.CreateSymbolicLink(In("me"), "home");
        Assert.Equal(In("real/shop"), RealPath.Resolve(In("me/shop")));
        Assert.Equal(In("real/gone/too"), RealPath.Resolve(In("home/gone/too")));
        Assert.Equal(In("real"), RealPath.Resolve(In("real")));
    }

    [Fact]
    public void Resolve_LinksInACircle_StaysThePath()
    {
        Directory.CreateSymbolicLink(In("a"), In("b"));
        Directory.CreateSymbolicLink(In("b"), In("a"));
        Assert.Equal(In("a/shop"), RealPath.Resolve(In("a/shop")));
    }

    [Fact]
    public void Resolve_LinkToAPlaceBelowItself_StaysThePath()
    {
        Directory.CreateSymbolicLink(In("loop"), In("loop/y"));
        Directory.CreateSymbolicLink(In("a"), "b/c");
        Directory.CreateSymbolicLink(In("b"), "a/d");
        Assert.Equal(In("loop"), RealPath.Resolve(In("loop")));
        Assert.Equal(In("a"), RealPath.Resolve(In("a")));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string In(string path) => Path.Combine(_root, path);
}
