using Microsoft.Extensions.Time.Testing;

namespace ToolTime.Names.Tests;

public sealed class CurrentNamesTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"tooltime-names-{Guid.NewGuid():n}");
    private readonly FakeTimeProvider _clock = new();
    private readonly List<string> _refused = [];

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void List_NoFile_IsWhatShips()
    {
        Assert.Same(NameList.Shipped, new CurrentNames(null, _clock).List);
        Assert.Equal("", new CurrentNames(_path, _clock).List.Normalize(NameKind.Tool, "acme"));
    }

    [Fact]
    public void List_AFileThatChanges_IsInForceWithinASecond()
    {
        File.WriteAllText(_path, "add tool acme # ours");
        var names = new CurrentNames(_path, _clock, _refused.Add);
        Assert.Equal("acme", names.List.Normalize(NameKind.Tool, "acme"));

        File.WriteAllText(_path, "# nothing is added any more\nblock tool Bash\n");
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(("", ""), (names.List.Normalize(NameKind.Tool, "acme"), names.List.Normalize(NameKind.Tool, "Bash")));

        File.WriteAllText(_path, "");
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Bash", names.List.Normalize(NameKind.Tool, "Bash"));
        Assert.Empty(_refused);
    }

    /// <summary>An editor that replaces the file, or a disk that is mounted late, must not lift a block.</summary>
    [Fact]
    public void List_AFileThatIsGone_StaysAsItWasAndSaysSoOnce()
    {
        File.WriteAllText(_path, "block tool Bash");
        var names = new CurrentNames(_path, _clock, _refused.Add);
        File.Delete(_path);
        for (var look = 0; look < 2; look++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal("", names.List.Normalize(NameKind.Tool, "Bash"));
        }

        Assert.Equal($"{_path} does not exist.", Assert.Single(_refused));
    }

    [Fact]
    public void List_AFileThatDoesNotExistYet_IsWhatShipsAndSaysSoOnce()
    {
        var names = new CurrentNames(_path, _clock, _refused.Add);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Same(NameList.Shipped, names.List);
        Assert.Equal($"{_path} does not exist.", Assert.Single(_refused));

        File.WriteAllText(_path, "block tool Bash");
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("", names.List.Normalize(NameKind.Tool, "Bash"));
    }

    [Fact]
    public void List_AFileThatTurnsBad_StaysAsItWasAndSaysWhyOnceWithoutTheLine()
    {
        File.WriteAllText(_path, "add tool acme");
        var names = new CurrentNames(_path, _clock, _refused.Add);
        File.WriteAllText(_path, "add tool acme\nadd secret thing\n");
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("acme", names.List.Normalize(NameKind.Tool, "acme"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("acme", names.List.Normalize(NameKind.Tool, "acme"));
        Assert.Equal(
            $"{_path}: Line 2 is none of \"add KIND NAME\", \"block KIND NAME\" and \"rename KIND OLD NEW\".",
            Assert.Single(_refused)
        );
    }

    /// <summary>Permission to read a file may be given later, which changes neither its time nor its length.</summary>
    [Fact]
    public void List_AFileThatCannotBeReadForAWhile_IsInForceOnceItCan()
    {
        File.WriteAllText(_path, "");
        var names = new CurrentNames(_path, _clock, _refused.Add);
        File.WriteAllText(_path, "add tool acme");
        using (File.Open(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal("", names.List.Normalize(NameKind.Tool, "acme"));
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal("", names.List.Normalize(NameKind.Tool, "acme"));
            Assert.Single(_refused);
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("acme", names.List.Normalize(NameKind.Tool, "acme"));
    }

    [Theory]
    [InlineData("add tool")]
    [InlineData("add tool a b")]
    [InlineData("drop tool a")]
    [InlineData("add tools a")]
    public void Constructor_AFileThatCannotBeUnderstood_IsRefused(string line)
    {
        File.WriteAllText(_path, line);
        Assert.Throws<FormatException>(() => new CurrentNames(_path, _clock));
    }

    [Fact]
    public void Fold_WhatAnOperatorAddsAndBlocks_IsBlocked()
    {
        var list = NameList.Shipped.With(OperatorNames.Parse("add tool a\nblock tool a\nblock mcp_server github\nadd mcp_server ours"));
        Assert.Equal(
            ("", "", "", "mcp__ours__*"),
            (
                list.Normalize(NameKind.Tool, "a"),
                list.Normalize(NameKind.McpServer, "GitHub"),
                list.Normalize(NameKind.Tool, "mcp__github__create_issue"),
                list.Normalize(NameKind.Tool, "mcp__ours__x")
            )
        );
    }
}
