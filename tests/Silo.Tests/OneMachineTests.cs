using System.Globalization;
using System.Net;

namespace ToolTime.Silo.Tests;

/// <summary>What a server on one machine uses of it.</summary>
public sealed class OneMachineTests : ServerTest
{
    private const string Listening = "0A";

    private static readonly DateTimeOffset Now = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ports_OfTwoServersAtOnce_AreThoseOfHttpAlone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What a process listens on is read from /proc.");
        await using var one = await StartProcessAsync(Now);
        await using var other = await StartProcessAsync(Now);
        foreach (var server in (ServerProcess[])[one, other])
        {
            Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(1, "2026-11-16", calls: 1)));
            Assert.Equal([server.Client.BaseAddress!.Port], ListeningPorts(server.ProcessId));
        }
    }

    [Theory]
    [InlineData("silo")]
    [InlineData("api")]
    public async Task Start_ARoleOfAClusterOverSqlite_SaysSoInOneLineAndEnds(string role)
    {
        var folder = Directory.CreateTempSubdirectory("tooltime-start-");
        try
        {
            var (exitCode, error) = await ServerProcess.RunRefusedAsync(
                folder.FullName,
                "--urls",
                "http://127.0.0.1:0",
                "--Cluster:Role",
                role
            );
            Assert.Equal(1, exitCode);
            Assert.StartsWith(
                "tooltime server: Cluster:Role must be all if Storage:Provider is Sqlite",
                Assert.Single(error.Split('\n')),
                StringComparison.Ordinal
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Start_TheFileOfOrleansIsDamaged_MakesItAgainAndLosesNothing()
    {
        await using var server = await StartProcessAsync(Now);
        Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(1, "2026-11-16", calls: 1)));
        await server.KillAsync();
        await File.WriteAllTextAsync(Path.Combine(server.Folder, "data", "tooltime.orleans.db"), "no database", Token);

        await server.StartAsync();
        Assert.Contains("is recreated. Nothing is lost.", server.Output, StringComparison.Ordinal);
        Assert.Equal("duplicate", await server.SubmitAsync(Reports.Cell(1, "2026-11-16", calls: 1)));
        using var ready = await server.Client.GetAsync(new Uri("/readyz", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    private static List<int> ListeningPorts(int process)
    {
        var sockets = Directory.EnumerateFileSystemEntries($"/proc/{process}/fd")
            .Select(path => File.ResolveLinkTarget(path, returnFinalTarget: false)?.Name ?? "")
            .Where(name => name.StartsWith("socket:[", StringComparison.Ordinal))
            .Select(name => name["socket:[".Length..^1])
            .ToHashSet();
        return
        [
            .. from line in File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6"))
               let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
               where fields[3] == Listening && sockets.Contains(fields[9])
               select int.Parse(fields[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        ];
    }
}
