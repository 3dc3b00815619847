using ToolTime.Uploader.Connecting;

namespace ToolTime.Uploader.Tests.Connecting;

public sealed class HookSwitchTests : IDisposable
{
    private readonly string _managed = Directory.CreateTempSubdirectory("tooltime managed ").FullName;

    public void Dispose() => Directory.Delete(_managed, recursive: true);

    [Fact]
    public void Find_ManagedFiles_TheLastOfTheFolderDecides()
    {
        Assert.Null(HookSwitch.Find(null, null, _managed));
        var file = Write("managed-settings.json", """{"allowManagedHooksOnly": true}""");
        Assert.Equal(("allowManagedHooksOnly", file), Found());
        Write("managed-settings.d/10-hooks.json", """{"allowManagedHooksOnly": false}""");
        Assert.Equal((null, null), Found());
        var last = Write("managed-settings.d/20-hooks.json", """{"allowManagedHooksOnly": true}""");
        Write("managed-settings.d/30-other.json", "{");
        Assert.Equal(("allowManagedHooksOnly", last), Found());
    }

    [Fact]
    public void Find_ManagedThatSwitchesHooksOn_GoesBeforeTheUsers()
    {
        var user = Write("user/settings.json", """{"disableAllHooks": true}""");
        Assert.Equal(("disableAllHooks", user), Found(user));
        Write("managed-settings.json", """{"disableAllHooks": false}""");
        Assert.Equal((null, null), Found(user));
    }

    [Theory]
    [InlineData("allow_managed_hooks_only = true\n", "allow_managed_hooks_only")]
    [InlineData("[features]\nhooks = false\n", "features.hooks")]
    [InlineData("[features]\nweb = true\n", null)]
    public void Find_RequirementsForCodex_GoBeforeTheUsers(string requirements, string? member)
    {
        var file = Write("requirements.toml", requirements);
        Write("user/config.toml", "[features]\nhooks = true\n");
        var user = Path.Combine(_managed, "user", "hooks.json");
        var off = CodexHookSwitch.Find(file, [null, user]);
        Assert.Equal((member, member is null ? null : file), (off?.Member, off?.Path));
    }

    private (string? Member, string? Path) Found(string? user = null) =>
        HookSwitch.Find(null, user, _managed) is { } off ? (off.Member, off.Path) : default;

    private string Write(string name, string content)
    {
        var path = Path.Combine(_managed, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }
}
