using ToolTime.Recording.Calls;

namespace ToolTime.Recording.Tests.Calls;

public sealed class FilePathTests
{
    [Theory]
    [InlineData("/home/dev/shop", "x.py", "/home/dev/shop/x.py")]
    [InlineData("/home/dev/shop/", "./x.py", "/home/dev/shop/x.py")]
    [InlineData("/home/dev/shop", "../x.py", "/home/dev/x.py")]
    [InlineData("/home/dev/shop", "/home/dev/shop/a/../x.py", "/home/dev/shop/x.py")]
    [InlineData("/home/dev/shop", "/X.py", "/X.py")]
    [InlineData("/home/dev/shop", "/a\\b.py", "/a\\b.py")]
    [InlineData("/home/dev/shop", ".env", "/home/dev/shop/.env")]
    [InlineData("/", "../../x.py", "/../../x.py")]
    [InlineData(null, "./x.py", "x.py")]
    [InlineData(null, "../x.py", "../x.py")]
    [InlineData("C:\\st\\authz", "test-dir/file.txt", "c:/st/authz/test-dir/file.txt")]
    [InlineData("C:\\st\\authz", "test-dir\\file.txt", "c:/st/authz/test-dir/file.txt")]
    [InlineData("C:\\st\\authz\\", "C:/st/authz/Test-Dir/.\\file.txt", "c:/st/authz/test-dir/file.txt")]
    [InlineData("C:\\st\\authz", "\\\\server\\share\\a.txt", "/server/share/a.txt")]
    public void Normalize_AnySpelling_IsThePathFromTheRoot(string? folder, string path, string expected) =>
        Assert.Equal(expected, FilePath.Normalize(folder, path));
}
