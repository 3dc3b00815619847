using ToolTime.Api.Tests.Telemetry;
using ToolTime.TestServer;

namespace ToolTime.Api.Tests.Operators;

/// <summary>Who may open the operators' pages, what they show, and what their forms do.</summary>
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

        var login = await visit.LogInAsync(RunningServer.AdminToken);
        Assert.Equal((303, "/operator"), (login.Status, login.Headers["Location"]));
        Assert.Matches(@"^tooltime-operator=[\w-]+; path=/; samesite=strict; httponly$", login.Headers["Set-Cookie"]);
        foreach (var path in Paths)
        {
            var page = await visit.GetAsync(path);
            Assert.Equal((200, "no-store"), (page.Status, page.Headers["Cache-Control"]));
            Assert.StartsWith("default-src 'none'; ", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.DoesNotContain("<script", page.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(RunningServer.AdminToken, page.Text, StringComparison.Ordinal);
        }

        using var copy = new OperatorVisit(_server) { Cookies = new(visit.Cookies) };
        Assert.Equal(200, (await copy.GetAsync("/operator")).Status);
        var logout = await visit.PostAsync("/operator/logout", [("form_token", await visit.FormTokenAsync())]);
        Assert.Equal((303, "/operator/login"), (logout.Status, logout.Headers["Location"]));
        Assert.False(visit.IsLoggedIn);
        Assert.Equal(303, (await visit.GetAsync("/operator")).Status);
        Assert.Equal(303, (await copy.GetAsync("/operator")).Status);
    }

    [Fact]
    public async Task LogIn_BehindATrustedProxyThatEndsTls_GivesASecureCookie()
    {
        using var visit = new OperatorVisit(_server);
        var form = await visit.GetAsync("/operator/login", ("X-Forwarded-Proto", "https"));
        Assert.Contains("; secure", form.Headers["Set-Cookie"], StringComparison.Ordinal);
        var login = await visit.LogInAsync(RunningServer.AdminToken, ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.9"));
        Assert.Contains("; secure", login.Headers["Set-Cookie"], StringComparison.Ordinal);
    }

    /// <summary>Anyone can send it, so it is not worth a log line.</summary>
    [Fact]
    public async Task LogIn_WithABrokenFormsCookie_IsRefusedWithoutALine()
    {
        using var form = new HttpRequestMessage(HttpMethod.Post, new Uri("/operator/login", UriKind.Relative))
        {
            Content = new FormUrlEncodedContent([new("token", RunningServer.AdminToken)]),
            Headers = { { "Cookie", "tooltime-form=%00xx" } },
        };
        using var answer = await _server.Client.SendAsync(form, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("ntiforgery", _server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_OfARequestThatLiesAboutItsScheme_IsLinkedByItsOwn()
    {
        await using var trustsNobody = await InProcessServer.StartAsync(Report.Now);
        await using var trustsAnother = await InProcessServer.StartAsync(Report.Now, "--Ingestion:TrustedProxies:0", "192.0.2.1");
        foreach (var (server, scheme) in ((RunningServer, string)[])[(trustsNobody, "http"), (trustsAnother, "http"), (_server, "https")])
        {
            using var visit = new OperatorVisit(server);
            var feed = await visit.GetAsync("/feed.atom", ("X-Forwarded-Proto", "https"));
            Assert.Contains($"{scheme}://{server.Client.BaseAddress!.Authority}/", feed.Text, StringComparison.Ordinal);

            // A session's cookie may be stricter than necessary, which harms only the sender.
            var login = await visit.LogInAsync(RunningServer.AdminToken, ("X-Forwarded-Proto", "https"));
            Assert.Contains("secure", login.Headers["Set-Cookie"], StringComparison.Ordinal);
        }
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
        Assert.False(guesser.IsLoggedIn);
        Assert.Single(
            answers.Where(answer => answer.Status == 403).Select(answer => OperatorVisit.WithoutFormToken(answer.Text)).Distinct()
        );

        // An unchecked token cannot be right: even the correct one is refused from there, and accepted from elsewhere. A minute may end in
        // between, so it is tried in more than one.
        var statuses = new HashSet<(int Form, int Header)>();
        for (var minute = 0; minute < 3 && !statuses.Contains((429, 429)); minute++)
        {
            while ((await guesser.LogInAsync("wrong", from)).Status != 429)
            {
                // This minute's tries are used up first.
            }

            var byForm = await guesser.LogInAsync(RunningServer.AdminToken, from);
            statuses.Add(
                (byForm.Status, (await guesser.GetAsync("/metrics", ("Authorization", $"Bearer {RunningServer.AdminToken}"), from)).Status)
            );
        }

        Assert.Contains((429, 429), statuses);
        using var elsewhere = new OperatorVisit(_server);
        Assert.Equal(303, (await elsewhere.LogInAsync(RunningServer.AdminToken, ("X-Forwarded-For", "203.0.113.8"))).Status);
        Assert.Contains(
            "tooltime_limits_hit_total{limit=\"logins\"} ",
            (await elsewhere.GetAsync("/metrics", ("Authorization", $"Bearer {RunningServer.AdminToken}"))).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task LogIn_WithoutTheTokenOfItsOwnForm_IsRefused()
    {
        using var visit = new OperatorVisit(_server);
        using var other = new OperatorVisit(_server);
        await visit.GetAsync("/operator/login");
        foreach (var wrong in (string[])["", "wrong", await other.FormTokenAsync("/operator/login")])
        {
            var answer = await visit.PostAsync("/operator/login", [("token", RunningServer.AdminToken), ("form_token", wrong)]);
            Assert.Equal(400, answer.Status);
            Assert.Contains("The form was not from this page", answer.Text, StringComparison.Ordinal);
            Assert.False(visit.IsLoggedIn);
        }
    }

    [Fact]
    public async Task Session_OfARestartedServer_GoesOnAndEndsWithTheToken()
    {
        await using var server = await InProcessServer.StartAsync(Report.Now);
        Dictionary<string, string> cookies;
        using (var visit = new OperatorVisit(server))
        {
            await visit.LogInAsync(RunningServer.AdminToken);
            cookies = visit.Cookies;
        }

        await server.StopAsync();
        await server.StartAsync();
        using (var visit = new OperatorVisit(server) { Cookies = cookies })
        {
            Assert.Equal(200, (await visit.GetAsync("/operator")).Status);
        }

        await using var another = await InProcessServer.StartAsync(Report.Now, "--Admin:Token", "another-token-of-operators");
        using (var visit = new OperatorVisit(another) { Cookies = cookies })
        {
            Assert.Equal(303, (await visit.GetAsync("/operator")).Status);
        }
    }

    [Fact]
    public async Task Endpoints_ForMachines_TakeTheCookieAndChangeNothingWithoutAFormsToken()
    {
        using var visit = new OperatorVisit(_server);
        Assert.Equal(401, (await visit.GetAsync("/metrics")).Status);
        await visit.LogInAsync(RunningServer.AdminToken);
        foreach (var path in (string[])["/metrics", "/v1/api/admin/submissions", "/v1/api/admin/telemetry", "/operator/orleans/"])
        {
            Assert.Equal((200, path), ((await visit.GetAsync(path)).Status, path));
        }

        Assert.Equal(400, (await visit.PostAsync("/v1/api/admin/maintenance", [])).Status);
        var token = await visit.FormTokenAsync();
        Assert.Equal(200, (await visit.PostAsync("/v1/api/admin/maintenance", [], ("X-Form-Token", token))).Status);
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
        await visit.LogInAsync(RunningServer.AdminToken);
        using var other = new OperatorVisit(_server);
        await other.LogInAsync(RunningServer.AdminToken);
        var token = await visit.FormTokenAsync();

        foreach (var wrong in (string[])["", new string('0', 64), await other.FormTokenAsync()])
        {
            Assert.Equal(
                400,
                (await visit.PostAsync("/operator/quarantine", [("receipt", receipt), ("do", "put"), ("form_token", wrong)])).Status
            );
        }

        Assert.Contains(
            "value=\"put\" aria-label=\"Quarantine " + receipt,
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
            "value=\"put\" aria-label=\"Quarantine " + receipt,
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
        await visit.LogInAsync(RunningServer.AdminToken);
        var token = await visit.FormTokenAsync();
        var device = DeviceOf((await visit.GetAsync("/operator/telemetry")).Text);
        async Task<int> PostAsync(string id, string what, string formToken) =>
            (await visit.PostAsync("/operator/telemetry/quarantine", [("device", id), ("do", what), ("form_token", formToken)])).Status;

        Assert.Equal(400, await PostAsync(device, "put", ""));
        Assert.Contains($"Quarantine {device}", (await visit.GetAsync("/operator/telemetry")).Text, StringComparison.Ordinal);
        Assert.Equal(303, await PostAsync(device, "put", token));
        Assert.Contains($"Release {device}", (await visit.GetAsync("/operator/telemetry")).Text, StringComparison.Ordinal);
        Assert.Equal(303, await PostAsync(device, "release", token));
        Assert.Contains($"Quarantine {device}", (await visit.GetAsync("/operator/telemetry")).Text, StringComparison.Ordinal);
        Assert.Equal(404, await PostAsync(new string('0', 32), "put", token));
        Assert.Equal(400, await PostAsync("<b>", "put", token));
        Assert.Equal(400, await PostAsync(device, "else", token));
    }

    private static string DeviceOf(string page) => System.Text.RegularExpressions.Regex.Match(page, "Quarantine ([0-9a-f]{32})").Groups[1].Value;

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
        var bearer = ("Authorization", $"Bearer {RunningServer.AdminToken}");

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

    /// <summary>A server that trusts a proxy on this machine, so that a test can come from any address.</summary>
    public sealed class Proxied : IAsyncLifetime
    {
        public ServerProcess Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Server = await ServerProcess.StartAsync(Report.Now, "--Ingestion:TrustedProxies:0", "127.0.0.1");

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
