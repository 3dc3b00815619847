using System.Text.Json.Nodes;
using ToolTime.Monitor.Web;

namespace ToolTime.Uploader.Tests.Live;

/// <summary>`tooltime serve` as a process: alongside reports and other instances, stopped, and killed.</summary>
public sealed class ServeTests
{
    [Fact]
    public async Task Serve_KilledWhileAgentsWrite_PublishesEachResponseOnce()
    {
        const int Responses = 300;
        const int Kills = 3;
        using var served = new ServedHome();
        await served.BeginAsync();
        var writer = Task.Run(
            () =>
            {
                for (var i = 1; i <= Responses; i++)
                {
                    Append(served.Transcript($"s{i % 3}"), Response($"m{i}", i, $"s{i % 3}"));
                }
            },
            TestContext.Current.CancellationToken
        );
        var (output, last) = (new Dictionary<string, long>(), 0L);
        for (var kill = 1; output.Count < Responses; kill++)
        {
            using var socket = await served.ConnectAsync($"?since={last}");
            while (
                output.Count < (kill <= Kills ? Responses * kill / (Kills + 2) : Responses)
                && await ServedHome.NextAsync(socket) is { } published
            )
            {
                Assert.Equal(last + 1, published["seq"]!.GetValue<long>());
                last++;
                if (published["type"]!.GetValue<string>() is "NewMessage")
                {
                    output.Add(
                        published["entry"]!["response"]!.GetValue<string>(),
                        published["entry"]!["tokens"]!["output"]!.GetValue<long>()
                    );
                }
            }

            if (output.Count == Responses)
            {
                break;
            }

            served.Kill();
            await served.BeginAsync();
        }

        await writer;
        Assert.Equal(Responses * (Responses + 1) / 2, output.Values.Sum());
        var daily = JsonNode.Parse(served.Home.Run("daily", "--json").Output)!;
        Assert.Equal(Responses * (Responses + 1) / 2, daily["totals"]!["output_tokens"]!.GetValue<long>());
        Assert.Equal(0, served.Home.Run("stop").ExitCode);
        Assert.Equal(0, served.End().ExitCode);
        Assert.Equal(daily["totals"]!.ToJsonString(), JsonNode.Parse(served.Home.Run("daily", "--json").Output)!["totals"]!.ToJsonString());
    }

    [Fact]
    public async Task Serve_ASecondOne_SaysWhereTheFirstIs()
    {
        using var served = new ServedHome();
        await served.BeginAsync();

        var second = served.Home.Run("serve");
        Assert.Equal(3, second.ExitCode);
        Assert.Contains($"process {served.File.Pid}, http://127.0.0.1:{served.File.Port}", second.Messages);
        var status = served.Home.Run("status");
        Assert.Contains($"http://127.0.0.1:{served.File.Port}/", status.Output);
        Assert.DoesNotContain(served.File.Token, status.Output);
        var dashboard = served.Home.Run("dashboard", "--print");
        Assert.StartsWith($"http://127.0.0.1:{served.File.Port}/sign-in?code=", dashboard.Output);
        Assert.DoesNotContain(served.File.Token, dashboard.Output);

        Assert.Equal(0, served.Home.Run("stop").ExitCode);
        Assert.Equal(0, served.End().ExitCode);
        Assert.False(File.Exists(served.Files.Serve));
        Assert.Equal(3, served.Home.Run("stop").ExitCode);
        Assert.Equal(3, served.Home.Run("status").ExitCode);
    }

    [Fact]
    public async Task Serve_AfterAKill_LeavesNothingThatMisleads()
    {
        using var served = new ServedHome();
        await served.BeginAsync();
        served.Kill();
        Assert.True(File.Exists(served.Files.Serve));

        Assert.Equal(3, served.Home.Run("status").ExitCode);

        Assert.False(File.Exists(served.Files.Serve));
    }

    [Fact]
    public async Task Doctor_AfterAKillOfServe_SaysThatTelemetryIsLost()
    {
        using var served = new ServedHome();
        await served.BeginAsync();
        served.Home.Run("connect", "--otlp");
        Assert.Contains("where `tooltime serve` receives it", served.Home.Run("doctor").Output);
        served.Kill();

        Assert.Contains("`tooltime serve` is not running", served.Home.Run("doctor").Output);
    }

    [Fact]
    public async Task Serve_OnATakenPort_SaysSo()
    {
        using var served = new ServedHome();
        await served.BeginAsync();
        using var other = new TestHome();

        var taken = other.Run("serve", "--port", $"{served.File.Port}");

        Assert.Equal(1, taken.ExitCode);
        Assert.Contains($"Port {served.File.Port} is in use", taken.Messages);
        served.Home.Run("stop");
    }

    [Fact]
    public void Detach_ThenStop_BeginsAndEndsInTheBackground()
    {
        using var home = new TestHome();

        var detached = home.Run("serve", "--detach", "--port", "0", "--otlp-port", "0");
        Assert.Equal(0, detached.ExitCode);
        Assert.NotNull(ServeFile.Read(new(home.Home)));

        Assert.Equal(0, home.Run("stop").ExitCode);
    }

    [Fact]
    public async Task Live_BesideServeAndByItself_HasTheTotalsOfToday()
    {
        using var served = new ServedHome();
        served.Home.SetClock("2026-11-20T12:00:00Z");
        Append(served.Transcript("s"), Response("m1", 70, "s"));

        var alone = JsonNode.Parse(served.Home.Run("live", "--once", "--json").Output)!;
        await served.BeginAsync();
        var beside = JsonNode.Parse(served.Home.Run("live", "--once", "--json").Output)!;
        var words = served.Home.Run("live", "--once");
        served.Home.Run("stop");

        Assert.Equal(70, alone["today"]!["output_tokens"]!.GetValue<long>());
        Assert.Equal(alone["today"]!.ToJsonString(), beside["today"]!.ToJsonString());
        Assert.Contains("Today   80 tokens", words.Output);
        Assert.DoesNotContain('\e', words.Output);
    }

    [Fact]
    public void Live_BesideAServeThatStillReads_WaitsForIt()
    {
        using var home = new TestHome();
        var view = home.Run("live", "--once", "--json").Output.Trim();
        using var server = new LoopbackServer("503", "503", $"200|{view}");
        home.Environment["TOOLTIME_TOKEN"] = "a\rb";
        Assert.Equal((1, ""), (home.Run("live", "--connect", server.Address).ExitCode, home.Run("live", "--connect", server.Address).Output));
        home.Environment["TOOLTIME_TOKEN"] = "token\r\n";

        var result = home.Run("live", "--once", "--json", "--connect", server.Address);

        Assert.Equal(
            (0, view, "`tooltime serve` is reading the transcripts for the first time; this waits for it.\n"),
            (result.ExitCode, result.Output.Trim(), result.Messages)
        );
    }

    private static void Append(string path, string line)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.AppendAllText(path, line);
    }

    private static string Response(string id, int output, string session) =>
        $$$"""{"type":"assistant","uuid":"u-{{{id}}}","timestamp":"2026-11-20T11:00:00.000Z","sessionId":"{{{session}}}","cwd":"/home/anna/shop","requestId":"req-{{{id}}}","message":{"id":"{{{id}}}","role":"assistant","model":"claude-opus-4-6","content":[],"stop_reason":"end_turn","usage":{"input_tokens":10,"output_tokens":{{{output}}} } } }"""
        + "\n";
}
