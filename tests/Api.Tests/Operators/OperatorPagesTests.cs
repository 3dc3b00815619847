using ToolTime.Api.Tests.Telemetry;
using ToolTime.TestServer;

namespace ToolTime.Api.Tests.Operators;

/// <summary>Who gets in to the operators' pages, what they show, and what their forms do.</summary>
public sealed class OperatorPagesTests(OperatorPagesTests.Proxied proxied) : IClassFixture<OperatorPagesTests.Proxied>
{
    internal static readonly string[] Paths =
    [
        "/operator",
        "/operator/totals",
        "/operator/limits",
        "/operator/publications",
        "/operator/submissions",
    ];

    private readonly ServerProcess _server = proxied.Server;

    [Fact]
    public async Task LogIn_WithTheToken_OpensEveryPageUntilLogOut()
    {
        using var visit = new OperatorVisit(_server);
        foreach (var path in Paths)
        {
            var closed = await visit.GetAsync(path);
            Assert.Equal((303, "/operator/login"), (closed.Status, closed.Headers["Location"]));
        }

        var login = await visit.LogInAsync(ServerProcess.AdminToken);
        Assert.Equal((303, "/operator"), (login.Status, login.Headers["Location"]));
        Assert.Matches("^tooltime-operator=[0-9a-f]{64}; path=/operator; samesite=strict; httponly$", login.Headers["Set-Cookie"]);
        foreach (var path in Paths)
        {
            var page = await visit.GetAsync(path);
            Assert.Equal((200, "no-store"), (page.Status, page.Headers["Cache-Control"]));
            Assert.StartsWith("default-src 'none'; ", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.DoesNotContain("<script", page.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(ServerProcess.AdminToken, page.Text, StringComparison.Ordinal);
        }

        var logout = await visit.PostAsync("/operator/logout", [("form_token", await visit.FormTokenAsync())]);
        Assert.Equal((303, "/operator/login"), (logout.Status, logout.Headers["Location"]));
        Assert.Equal(303, (await visit.GetAsync("/operator")).Status);
    }

    [Fact]
    public async Task LogIn_BehindAProxyThatEndsTls_GivesASecureCookie()
    {
        using var visit = new OperatorVisit(_server);
        var login = await visit.LogInAsync(ServerProcess.AdminToken, ("X-Forwarded-Proto", "https"));
        Assert.Contains("; secure", login.Headers["Set-Cookie"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task LogIn_WrongAThousandTimes_IsThrottledReportsNothingAndHarmsNoOtherAddress()
    {
        using var guesser = new OperatorVisit(_server);
        var from = ("X-Forwarded-For", "203.0.113.7");
        var answers = new List<Answer>();
        for (var guess = 0; guess < 1_000; guess++)
        {
            answers.Add(guess % 2 == 0
                ? await guesser.LogInAsync($"a wrong token, number {guess}", from)
                : await guesser.GetAsync("/metrics", ("Authorization", $"Bearer wrong-{guess}"), from));
        }

        Assert.Equal([401, 403, 429], answers.Select(answer => answer.Status).Distinct().Order());
        Assert.InRange(answers.Count(answer => answer.Status is 401 or 403), 20, 200);
        var throttled = answers.Where(answer => answer.Status == 429).ToList();
        Assert.All(throttled, answer => Assert.InRange(int.Parse(answer.Headers["Retry-After"]), 1, 60));
        Assert.All(answers, answer => Assert.DoesNotContain("Set-Cookie", answer.Headers.Keys));
        Assert.Single(answers.Where(answer => answer.Status == 403).Select(answer => answer.Text).Distinct());

        // What was not looked at cannot be right: the token itself is turned away from there, and let in from elsewhere. A minute may end in
        // between, so it is tried in more than one.
        var statuses = new HashSet<(int Form, int Header)>();
        for (var minute = 0; minute < 3 && !statuses.Contains((429, 429)); minute++)
        {
            while ((await guesser.LogInAsync("wrong", from)).Status != 429)
            {
                // The tries of this minute are used up first.
            }

            var byForm = await guesser.LogInAsync(ServerProcess.AdminToken, from);
            statuses.Add(
                (byForm.Status, (await guesser.GetAsync("/metrics", ("Authorization", $"Bearer {ServerProcess.AdminToken}"), from)).Status)
            );
        }

        Assert.Contains((429, 429), statuses);
        using var elsewhere = new OperatorVisit(_server);
        Assert.Equal(303, (await elsewhere.LogInAsync(ServerProcess.AdminToken, ("X-Forwarded-For", "203.0.113.8"))).Status);
        Assert.Contains(
            "tooltime_limits_hit_total{limit=\"logins\"} ",
            (await elsewhere.GetAsync("/metrics", ("Authorization", $"Bearer {ServerProcess.AdminToken}"))).Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", 400)]
    [InlineData("Sec-Fetch-Site", "none", 400)]
    [InlineData("Sec-Fetch-Site", "same-origin", 303)]
    [InlineData("Origin", "https://elsewhere.example", 400)]
    [InlineData("Origin", "null", 400)]
    public async Task LogIn_FromAnotherSite_IsRefused(string header, string value, int status)
    {
        using var visit = new OperatorVisit(_server);
        Assert.Equal(status, (await visit.LogInAsync(ServerProcess.AdminToken, (header, value))).Status);
        Assert.Equal(status == 303, visit.Cookie is not null);
    }

    [Theory]
    [InlineData("application/json", "{\"token\":\"x\"}")]
    [InlineData("application/x-www-form-urlencoded", "a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&i=1&token=x")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nno part")]
    [InlineData("multipart/form-data", "no boundary")]
    public async Task LogIn_WithABadBody_Is400(string mediaType, string body)
    {
        var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        Assert.Equal(400, (await _server.SendAsync(HttpMethod.Post, "/operator/login", content)).Status);
    }

    [Fact]
    public async Task Quarantine_ByForm_PutsAndReleasesOnlyWithTheSessionsOwnToken()
    {
        var submitted = await _server.SubmitAsync(Report.DayCells(("2026-11-23", 1)));
        var receipt = (string)submitted.Json["receipt"]!;
        using var visit = new OperatorVisit(_server);
        await visit.LogInAsync(ServerProcess.AdminToken);
        using var other = new OperatorVisit(_server);
        await other.LogInAsync(ServerProcess.AdminToken);
        var token = await visit.FormTokenAsync();

        foreach (var wrong in (string[])["", new string('0', 64), await other.FormTokenAsync()])
        {
            Assert.Equal(
                400,
                (await visit.PostAsync("/operator/quarantine", [("receipt", receipt), ("do", "put"), ("form_token", wrong)])).Status
            );
        }

        Assert.Contains(
            "value=\"put\" aria-label=\"Put in " + receipt,
            (await visit.GetAsync("/operator/submissions")).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(
            303,
            (await visit.PostAsync("/operator/quarantine", [("receipt", receipt), ("do", "put"), ("form_token", token)])).Status
        );
        Assert.Contains(
            "value=\"release\" aria-label=\"Release " + receipt,
            (await visit.GetAsync("/operator/submissions")).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(
            303,
            (await visit.PostAsync("/operator/quarantine", [("receipt", receipt), ("do", "release"), ("form_token", token)])).Status
        );
        Assert.Contains(
            "value=\"put\" aria-label=\"Put in " + receipt,
            (await visit.GetAsync("/operator/submissions")).Text,
            StringComparison.Ordinal
        );

        Assert.Equal(
            404,
            (await visit.PostAsync("/operator/quarantine", [("receipt", new string('0', 32)), ("do", "put"), ("form_token", token)])).Status
        );
        Assert.Equal(
            400,
            (await visit.PostAsync("/operator/quarantine", [("receipt", "<b>"), ("do", "put"), ("form_token", token)])).Status
        );
        Assert.Equal(
            400,
            (await visit.PostAsync("/operator/quarantine", [("receipt", receipt), ("do", "else"), ("form_token", token)])).Status
        );
    }

    [Fact]
    public async Task QuarantineOfADevice_ByForm_PutsAndReleasesOnlyWithTheSessionsOwnToken()
    {
        Assert.Equal(TelemetryClient.Stored, (await _server.PostAsync(TelemetryClient.StartupPath, TelemetryClient.Startup("of-the-form"))).Verdict);
        using var visit = new OperatorVisit(_server);
        await visit.LogInAsync(ServerProcess.AdminToken);
        var token = await visit.FormTokenAsync();
        var device = DeviceOf((await visit.GetAsync("/operator/telemetry")).Text);
        async Task<int> PostAsync(string id, string what, string formToken) =>
            (await visit.PostAsync("/operator/telemetry/quarantine", [("device", id), ("do", what), ("form_token", formToken)])).Status;

        Assert.Equal(400, await PostAsync(device, "put", ""));
        Assert.Contains($"Put in {device}", (await visit.GetAsync("/operator/telemetry")).Text, StringComparison.Ordinal);
        Assert.Equal(303, await PostAsync(device, "put", token));
        Assert.Contains($"Release {device}", (await visit.GetAsync("/operator/telemetry")).Text, StringComparison.Ordinal);
        Assert.Equal(303, await PostAsync(device, "release", token));
        Assert.Contains($"Put in {device}", (await visit.GetAsync("/operator/telemetry")).Text, StringComparison.Ordinal);
        Assert.Equal(404, await PostAsync(new string('0', 32), "put", token));
        Assert.Equal(400, await PostAsync("<b>", "put", token));
        Assert.Equal(400, await PostAsync(device, "else", token));
    }

    private static string DeviceOf(string page) => System.Text.RegularExpressions.Regex.Match(page, "Put in ([0-9a-f]{32})").Groups[1].Value;

    [Fact]
    public async Task Pages_ByBearer_ShowFiguresLimitsAndLiveTotals()
    {
        var report = Report.DayCells(("2026-11-24", 1));
        report["days"]![0]!["tools"] = new System.Text.Json.Nodes.JsonObject
        {
            ["WebFetch"] = new System.Text.Json.Nodes.JsonObject
            {
                ["calls"] = 1_321,
                ["errors"] = 17,
                ["rejections"] = 0,
            },
        };
        (await _server.SubmitAsync(report)).AssertTaken();
        using var visit = new OperatorVisit(_server);
        var bearer = ("Authorization", $"Bearer {ServerProcess.AdminToken}");

        var server = await visit.GetAsync("/operator", bearer);
        Assert.Equal((200, "30"), (server.Status, server.Headers["Refresh"]));
        Assert.Matches("(?s)Commits</th>\\s*<td[^>]*>\\s*[1-9]", server.Text);
        Assert.Matches("(?s)accepted</th>\\s*<td[^>]*>\\s*[1-9]\\s*</td>", server.Text);
        Assert.DoesNotContain("Refresh", (await visit.GetAsync("/operator?refresh=off", bearer)).Headers.Keys);

        Assert.Contains("1 trusted proxy or network", (await visit.GetAsync("/operator/limits", bearer)).Text, StringComparison.Ordinal);
        var totals = await visit.GetAsync("/operator/totals", bearer);
        while (!totals.Text.Contains("1,321", StringComparison.Ordinal))
        {
            // Live totals come a second later.
            totals = await visit.GetAsync("/operator/totals", bearer);
        }

        Assert.Matches("(?s)WebFetch</th>.*?1.*?1,321.*?1,321.*?17", totals.Text);
        Assert.Equal(401, (await visit.GetAsync("/operator", ("Authorization", "Bearer wrong"))).Status);
    }

    /// <summary>A server that believes a proxy on this machine, so that a test can come from any address.</summary>
    public sealed class Proxied : IAsyncLifetime
    {
        public ServerProcess Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Server = await ServerProcess.StartAsync(Report.Now, "--Ingestion:TrustedProxies:0", "127.0.0.1");

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
