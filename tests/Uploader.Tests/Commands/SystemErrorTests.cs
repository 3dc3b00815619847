using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Tests.Commands;

public sealed class SystemErrorTests
{
    [Theory]
    [InlineData("Access to the path '/home/a b/x.json' is denied.", "Permission was denied: /home/a b/x.json")]
    [InlineData("UnauthorizedAccess_IODenied_Path, /home/a b/x.json", "Permission was denied: /home/a b/x.json")]
    [InlineData("UnauthorizedAccess_IODenied_NoPathName", "Permission was denied.")]
    public void Words_NoPermission_SaysSoAndWhere(string message, string words) =>
        Assert.Equal(words, SystemError.Words(new UnauthorizedAccessException(message)));

    [Fact]
    public void Words_OfTheRealSystem_NameTheFile()
    {
        var folder = Directory.CreateTempSubdirectory("tooltime it's ").FullName;
        var missing = Path.Combine(folder, "missing");
        Assert.Equal($"The file does not exist: {missing}", SystemError.Words(Assert.ThrowsAny<IOException>(() => File.OpenRead(missing))));
        Assert.Equal(
            $"Permission was denied: {folder}",
            SystemError.Words(Assert.ThrowsAny<UnauthorizedAccessException>(() => File.OpenRead(folder)))
        );
        Directory.Delete(folder);
    }
}
