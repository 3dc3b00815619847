using ToolTime.Recording.Usage;
using static ToolTime.Recording.Tests.Usage.Recorded;

namespace ToolTime.Recording.Tests.Usage;

public sealed class FileMemoryTests
{
    [Theory]
    [InlineData("Read", "ok", false)]
    [InlineData("Write", "ok", false)]
    [InlineData("Edit", "ok", false)]
    [InlineData("Read", "error", true)]
    [InlineData("Grep", "ok", true)]
    public void IsEditWithoutRead_AfterAnotherCallOnTheFile_DependsOnIt(string tool, string outcome, bool isUnread)
    {
        var memory = new FileMemory();
        memory.IsEditWithoutRead(Call(tool, file: "f", outcome: outcome));
        Assert.Equal(isUnread, memory.IsEditWithoutRead(Call("Edit", file: "f")));
    }

    [Theory]
    [InlineData("Edit", true)]
    [InlineData("MultiEdit", true)]
    [InlineData("NotebookEdit", true)]
    [InlineData("Write", false)]
    [InlineData("Read", false)]
    public void IsEditWithoutRead_FirstCallOnAFile_IsSoForEdits(string tool, bool isUnread) =>
        Assert.Equal(isUnread, new FileMemory().IsEditWithoutRead(Call(tool, file: "f")));

    [Fact]
    public void IsEditWithoutRead_FileReadInAnotherSession_IsUnread()
    {
        var memory = new FileMemory();
        memory.IsEditWithoutRead(Call("Read", session: "a", file: "f"));
        Assert.True(memory.IsEditWithoutRead(Call("Edit", session: "b", file: "f")));
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void IsEditWithoutRead_FileReadDaysAgo_IsRememberedForSeven(int days, bool isUnread)
    {
        var memory = new FileMemory();
        memory.IsEditWithoutRead(Call("Read", file: "f"));
        Assert.Equal(isUnread, memory.IsEditWithoutRead(Call("Edit", file: "f", at: Noon.AddDays(days))));
    }
}
