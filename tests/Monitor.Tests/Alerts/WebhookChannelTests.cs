using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ToolTime.Monitor.Security.Alerts;
using ToolTime.Monitor.Security.Settings;

namespace ToolTime.Monitor.Tests.Alerts;

/// <summary>Webhooks against a real listener that answers, fails, hangs and redirects.</summary>
public sealed class WebhookChannelTests
{
    private static readonly Alert Sample = new()
    {
        At = DateTimeOffset.UnixEpoch,
        Client = "claude-code",
        Session = "s1",
        Project = "app",
        Tool = "Bash",
        Rule = "git.force-push",
        Severity = "high",
        Finds = "Overwriting <others>.",
        Programs = ["git push --force"],
    };

    [Fact]
    public async Task Send_ListenerThatAnswers_GetsTheAlert()
    {
        using var listener = new Listener(_ => "HTTP/1.1 204 No Content\r\n\r\n");
        Assert.Equal((true, 1, "sent"), await Send(listener));
        using var body = JsonDocument.Parse(Assert.Single(listener.Bodies));
        Assert.Equal("git.force-push", body.RootElement.GetProperty("rule").GetString());
        Assert.Equal("git push --force", body.RootElement.GetProperty("programs")[0].GetString());
    }

    [Fact]
    public async Task Send_ListenerThatFailsTwice_IsTriedAgain()
    {
        using var listener = new Listener(number =>
            number < 3 ? "HTTP/1.1 503 No\r\ncontent-length: 0\r\n\r\n" : "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"
        );
        Assert.Equal((true, 3, "sent"), await Send(listener));
    }

    [Fact]
    public async Task Send_ListenerThatAlwaysFails_IsTriedThreeTimesAgain()
    {
        using var listener = new Listener(_ => "HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n");
        Assert.Equal((false, 4, "answered 500"), await Send(listener));
        Assert.Equal(4, listener.Bodies.Count);
    }

    [Fact]
    public async Task Send_ListenerThatRefuses_IsNotTriedAgain()
    {
        using var listener = new Listener(_ => "HTTP/1.1 403 No\r\ncontent-length: 0\r\n\r\n");
        Assert.Equal((false, 1, "answered 403"), await Send(listener));
    }

    [Fact]
    public async Task Send_ListenerThatRedirects_IsNotFollowed()
    {
        using var other = new Listener(_ => "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
        using var listener = new Listener(_ => $"HTTP/1.1 307 Go\r\nlocation: {other.Address}\r\ncontent-length: 0\r\n\r\n");
        Assert.Equal((false, 1, "answered 307; redirects are not followed"), await Send(listener));
        Assert.Empty(other.Bodies);
    }

    [Fact]
    public async Task Send_ListenerThatHangs_IsGivenUp()
    {
        using var listener = new Listener(_ => null);
        Assert.Equal((false, 4, "no answer within 5 s"), await Send(listener));
    }

    [Fact]
    public async Task Send_NobodyThere_IsGivenUp()
    {
        var listener = new Listener(_ => null);
        listener.Dispose();
        Assert.Equal((false, 4, "could not be reached"), await Send(listener));
    }

    [Theory]
    [InlineData("slack", """{"text":"high: git.force-push in app, claude-code. Overwriting &lt;others&gt;. [git push --force]"}""")]
    [InlineData(
        "discord",
        """{"content":"high: git.force-push in app, claude-code. Overwriting <others>. [git push --force]","allowed_mentions":{"parse":[]}}"""
    )]
    public void Body_OfASevice_HasItsForm(string form, string expected)
    {
        using var body = JsonDocument.Parse(new WebhookChannel(new Uri("https://example.org"), form).Body(Sample));
        using var wanted = JsonDocument.Parse(expected);
        Assert.True(JsonElement.DeepEquals(wanted.RootElement, body.RootElement), body.RootElement.GetRawText());
    }

    [Theory]
    [InlineData("https://example.org/x", true)]
    [InlineData("http://127.0.0.1:9/x", true)]
    [InlineData("http://example.org/x", false)]
    [InlineData("ftp://example.org/x", false)]
    [InlineData("no address", false)]
    public void FaultOf_Address_IsSaid(string address, bool isFine) => Assert.Equal(isFine, WebhookChannel.FaultOf(address) is null);

    // Retries and timeouts use a clock that runs a hundred times as fast.
    private static async Task<(bool IsSent, int Tries, string Outcome)> Send(Listener listener)
    {
        var settings = new AlertChannelSettings("webhook", "low", listener.Address);
        var sent = await ChannelWorker.SendAsync(
            AlertChannels.Create(settings),
            settings,
            new QueuedAlert(Sample, null),
            new FastTime(),
            TestContext.Current.CancellationToken
        );
        return (sent.IsSent, sent.Tries, sent.Outcome);
    }

    private sealed class FastTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(
                callback,
                state,
                dueTime < TimeSpan.Zero ? dueTime : dueTime / (dueTime >= TimeSpan.FromSeconds(5) ? 5 : 100),
                period
            );
    }

    /// <summary>A server with one answer per request; null hangs.</summary>
    private sealed class Listener : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<string> _bodies = [];
        private readonly List<TcpClient> _clients = [];

        public Listener(Func<int, string?> answer)
        {
            _listener.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/hook";
            _ = Serve(answer);
        }

        public string Address { get; }

        public IReadOnlyList<string> Bodies
        {
            get
            {
                lock (_bodies)
                {
                    return [.. _bodies];
                }
            }
        }

        public void Dispose()
        {
            _listener.Stop();
            _clients.ForEach(client => client.Dispose());
        }

        private async Task Serve(Func<int, string?> answer)
        {
            try
            {
                for (var number = 1; ; number++)
                {
                    var client = await _listener.AcceptTcpClientAsync();
                    _clients.Add(client);
                    var text = await Request(client.GetStream());
                    lock (_bodies)
                    {
                        _bodies.Add(text);
                    }

                    if (answer(number) is { } said)
                    {
                        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(said));
                        client.Close();
                    }
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }

        private static async Task<string> Request(NetworkStream stream)
        {
            var (buffer, text) = (new byte[8192], new StringBuilder());
            while (true)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer)));
                var head = text.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal);
                if (head >= 0)
                {
                    var length = text.ToString()
                        .Split("\r\n")
                        .First(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
                    if (text.Length >= head + 4 + int.Parse(length.Split(':')[1]))
                    {
                        return text.ToString()[(head + 4)..];
                    }
                }
            }
        }
    }
}
