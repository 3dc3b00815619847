using System.Text;
using ToolTime.Monitor.Security.Audit;
using ToolTime.Monitor.Tests.Watching;

namespace ToolTime.Monitor.Tests.Audit;

public sealed class AuditFollowerTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 10, 0, 0, TimeSpan.Zero);

    private readonly Folders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    public void ReadNew_DayThatWasDeletedAndBegunAgain_HasItsCalls()
    {
        var follower = new AuditFollower(_folders.Home);
        Append("a-long-name-of-a-tool");
        Append("b");
        Assert.Equal(["a-long-name-of-a-tool", "b"], follower.ReadNew().Select(call => call.Tool));

        File.Delete(_folders.Home.AuditOf(DateOnly.FromDateTime(Now.UtcDateTime)));
        Append("c");
        Assert.Equal(["c"], follower.ReadNew().Select(call => call.Tool));
        Append("d");
        Assert.Equal(["d"], follower.ReadNew().Select(call => call.Tool));
        Assert.Empty(follower.ReadNew());
    }

    /// <summary>Some services number the calls of each session.</summary>
    [Fact]
    public void ReadNew_CallsOfTwoSessionsWithOneId_AreBothThereAndEachOnce()
    {
        const string call = "00112233445566778899aabbccddeeff";
        Append("a", "s1", call);
        Append("a", "s1", call);
        Append("b", "s2", call);
        Assert.Equal(["a", "b"], new AuditFollower(_folders.Home).ReadNew().Select(entry => entry.Tool));
        var file = _folders.Home.AuditOf(DateOnly.FromDateTime(Now.UtcDateTime));
        Assert.Equal(["a", "b"], AuditTrail.Read(file).Select(entry => entry.Tool));
    }

    private void Append(string tool, string session = "s", string? call = null) =>
        AuditTrail.Append(
            _folders.Home,
            Now,
            Encoding.UTF8.GetBytes(
                $$"""{"at":"2026-11-30T10:00:00Z","client":"claude-code","session":"{{session}}","call":{{(call is null ? "null" : $"\"{call}\"")}},"project":"shop","tool":"{{tool}}","programs":[],"targets":[],"findings":[]}"""
            )
        );
}
