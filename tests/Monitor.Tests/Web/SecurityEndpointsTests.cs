using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ToolTime.Monitor.Events;
using ToolTime.Monitor.Tests.Sessions;
using ToolTime.Monitor.Tests.Watching;
using ToolTime.Monitor.Watching;
using ToolTime.Monitor.Web;

namespace ToolTime.Monitor.Tests.Web;

/// <summary>The page Security and its requests, with a server on this machine.</summary>
public sealed class SecurityEndpointsTests : IAsyncLifetime
{
    private readonly Folders _folders = new();
    private readonly ClaudeTranscript _transcripts = new();
    private readonly HttpClient _client = new();
    private ServeHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _transcripts.Write(
            "s1.jsonl", _transcripts.Bash("rm -rf ~/old"), _transcripts.Bash("cat ~/notes.md"),
            _transcripts.Bash("cat ~/.ssh/id_rsa", isDenied: true));
        var collector = _folders.Options(null) with
        {
            Environment = _transcripts.Environment,
            Now = () => ClaudeTranscript.Begin.AddDays(1),
        };
        _host = await ServeHost.StartAsync(
            new ServeOptions { Monitor = collector, Port = 0, OtlpPort = 0, Version = "test" }, HeldIndex.Open(_folders.Home));
        _client.BaseAddress = new Uri($"http://127.0.0.1:{_host.Port}");
        _client.DefaultRequestHeaders.Authorization = new("Bearer", _host.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _client.Dispose();
        _transcripts.Dispose();
        _folders.Dispose();
    }

    [Fact]
    public async Task Get_Findings_AreThoseOfTheTranscriptsTheNewestFirst()
    {
        var view = await View("");
        Assert.Equal(
            ["secrets.keys", "files.delete-outside"], view.GetProperty("findings").EnumerateArray().Select(Rule));
        Assert.True(view.GetProperty("findings")[0].GetProperty("denied").GetBoolean());
        Assert.Equal(28, view.GetProperty("sessions")[0].GetProperty("risk").GetDouble());
        Assert.Equal(
            ["/home/dev", "/home/dev/.ssh"],
            view.GetProperty("boundary").EnumerateArray().Select(folder => folder.GetProperty("folder").GetString()).Order());
    }

    [Fact]
    public async Task Get_AfterANewFinding_HasIt()
    {
        Assert.Equal(2, (await View("")).GetProperty("findings").GetArrayLength());
        _transcripts.Write("s2.jsonl", _transcripts.Bash("rm -rf ~/new"));
        _host.Hub.Publish(
            new SecurityAlert
            {
                At = "2026-11-20T11:00:00Z",
                Call = "c",
                Tool = "Bash",
                Rule = "files.delete-outside",
                Category = "destructive",
                Severity = "high",
                Finds = "It deletes.",
                Programs = [],
                Targets = [],
            }
        );
        Assert.Equal(3, (await View("")).GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public async Task Get_BehaviourOfASession_IsAFindingAndInTheCounts()
    {
        _transcripts.Write("s3.jsonl", [.. "abcde".Select(name => _transcripts.Bash($"cat {name}/.env"))]);

        var view = await View("?category=behaviour");

        var finding = Assert.Single(view.GetProperty("findings").EnumerateArray());
        Assert.Equal(("behaviour.secret-reads", "high"), (Rule(finding), finding.GetProperty("severity").GetString()));
        Assert.Equal("Four different files with secrets within ten minutes. There were 5.", finding.GetProperty("why").GetString());
        Assert.Equal(1, Assert.Single(view.GetProperty("counts").EnumerateArray()).GetProperty("count").GetInt32());
    }

    [Theory]
    [InlineData("?from=info", 4)]
    [InlineData("?from=critical", 0)]
    [InlineData("?rule=secrets.", 1)]
    [InlineData("?category=destructive", 1)]
    [InlineData("?project=other", 0)]
    [InlineData("?client=codex", 0)]
    public async Task Get_Filters_ChooseFindings(string query, int expected) =>
        Assert.Equal(expected, (await View(query)).GetProperty("findings").GetArrayLength());

    [Fact]
    public async Task Post_Acknowledgement_HidesAFindingUntilItIsAskedFor()
    {
        var keys = Keys((await View("")).GetProperty("findings")[0]);
        await Acknowledge(keys, true);
        Assert.Equal(1, (await View("")).GetProperty("findings").GetArrayLength());
        Assert.Equal(2, (await View("?acknowledged=true")).GetProperty("findings").GetArrayLength());
        await Acknowledge(keys, false);
        Assert.Equal(2, (await View("")).GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public async Task Get_WhatASessionDidAgain_IsOneFindingAndDoneAtOnce()
    {
        _transcripts.Write("s4.jsonl", [.. Enumerable.Repeat("rm -rf ~/again", 3).Select(command => _transcripts.Bash(command))]);

        var view = await View("?category=destructive");

        var again = view.GetProperty("findings").EnumerateArray().Single(finding => Segment(finding) is "rm -rf ~/again");
        Assert.Equal(3, Keys(again).Distinct().Count());
        Assert.Equal(4, view.GetProperty("counts").EnumerateArray().Sum(count => count.GetProperty("count").GetInt32()));
        await Acknowledge(Keys(again), true);
        Assert.Equal(1, (await View("?category=destructive")).GetProperty("findings").GetArrayLength());
    }

    [Theory]
    [InlineData("days=0")]
    [InlineData("days=x")]
    [InlineData("from=bad")]
    public async Task Get_QueryThatIsFaulty_IsRefused(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await _client.GetAsync($"/api/security?{query}", Stop)).StatusCode);

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"keys\":[\"0a\",\"../x\"],\"is_acknowledged\":true}")]
    [InlineData("{\"keys\":[null],\"is_acknowledged\":true}")]
    [InlineData("no JSON")]
    public async Task Post_BodyThatIsFaulty_IsRefused(string body)
    {
        using var content = new StringContent(body);
        Assert.Equal(HttpStatusCode.BadRequest, (await _client.PostAsync("/api/security/acknowledged", content, Stop)).StatusCode);
    }

    [Theory]
    [InlineData("/security", "text/html")]
    [InlineData("/security.js", "text/javascript")]
    [InlineData("/security.css", "text/css")]
    public async Task Get_Files_AreOursAndOfNoOtherHost(string path, string type)
    {
        var answer = await _client.GetAsync(path, Stop);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("https://", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/performance")]
    [InlineData("/security")]
    [InlineData("/insights")]
    [InlineData("/system")]
    public async Task Get_Page_LooksLikeTheOthersAndHasAWordWithoutScripts(string path)
    {
        var page = await _client.GetStringAsync(path, Stop);
        Assert.Contains("<link rel=\"stylesheet\" href=\"/tooltime.css\">", page, StringComparison.Ordinal);
        Assert.Contains("<a class=\"skip\" href=\"#main\">", page, StringComparison.Ordinal);
        Assert.Contains("<noscript>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WithoutTheToken_IsRefused()
    {
        using var stranger = new HttpClient { BaseAddress = _client.BaseAddress };
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/security", Stop)).StatusCode);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string? Segment(JsonElement finding) => finding.GetProperty("segment").GetString();

    private static string[] Keys(JsonElement finding) => [.. finding.GetProperty("keys").EnumerateArray().Select(key => key.GetString()!)];

    private static string? Rule(JsonElement finding) => finding.GetProperty("rule").GetString();

    private async Task<JsonElement> View(string query) => await _client.GetFromJsonAsync<JsonElement>($"/api/security{query}", Stop);

    private async Task Acknowledge(string[] keys, bool isAcknowledged)
    {
        using var content = JsonContent.Create(new { keys, is_acknowledged = isAcknowledged });
        Assert.Equal(HttpStatusCode.NoContent, (await _client.PostAsync("/api/security/acknowledged", content, Stop)).StatusCode);
    }
}
