using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ToolTime.Recording.Home;

namespace ToolTime.Uploader.Tests.Live;

/// <summary>Telemetry sent to `tooltime serve` as a process that is killed and restarted.</summary>
public sealed class ServeTelemetryTests
{
    [Fact]
    public async Task Serve_KilledWhileAgentsSend_CountsWhatItAcknowledgedOnce()
    {
        const int Sessions = 120;
        const int Kills = 3;
        using var served = new ServedHome();
        await served.BeginAsync();
        var acknowledged = 0;
        var last = 0L;
        var output = new Dictionary<string, long>();
        for (var kill = 0; kill <= Kills; kill++)
        {
            using var socket = await served.ConnectAsync($"?since={last}");
            using (var http = Intake(served))
            {
                for (; acknowledged < Sessions * (kill + 1) / (Kills + 1); acknowledged++)
                {
                    // An agent that got no answer sends the same again.
                    await SendAsync(http, acknowledged);
                    if (acknowledged % 10 == 0)
                    {
                        await SendAsync(http, acknowledged);
                    }
                }
            }

            while (output.Count < acknowledged && await ServedHome.NextAsync(socket) is { } happened)
            {
                last = happened["seq"]!.GetValue<long>();
                if (happened["type"]!.GetValue<string>() is "NewMessage")
                {
                    output.Add(happened["entry"]!["response"]!.GetValue<string>(), happened["entry"]!["tokens"]!["output"]!.GetValue<long>());
                }
            }

            if (kill == Kills)
            {
                break;
            }

            served.Kill();
            await served.BeginAsync();
        }

        const long Expected = (long)Sessions * (Sessions + 1) / 2;
        Assert.Equal(Expected, output.Values.Sum());
        Assert.Equal(0, served.Home.Run("stop").ExitCode);
        Assert.Equal(0, served.End().ExitCode);
        var models = JsonNode.Parse(served.Home.Run("models", "--json").Output)!["totals"]!;
        Assert.Contains("transcripts: There are no agents' transcripts on this machine, only telemetry.", served.Home.Run("doctor").Output);
        Assert.Equal((Expected, Sessions), (models["output_tokens"]!.GetValue<long>(), models["responses"]!.GetValue<int>()));
    }

    private static HttpClient Intake(ServedHome served)
    {
        var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{served.File.OtlpPort}/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", IntakeToken.Read(served.Files));
        return http;
    }

    private static async Task SendAsync(HttpClient http, int number)
    {
        using var content = new StringContent(
            $$$"""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"claude_code.api_request"},"attributes":[{"key":"session.id","value":{"stringValue":"s{{{number % 7}}}"}},{"key":"event.timestamp","value":{"stringValue":"2026-11-20T11:00:00Z"}},{"key":"model","value":{"stringValue":"claude-opus-4-6"}},{"key":"output_tokens","value":{"intValue":{{{number + 1}}} } },{"key":"request_id","value":{"stringValue":"req-{{{number}}}"}}]}]}]}]}""",
            Encoding.UTF8,
            "application/json"
        );
        using var response = await http.PostAsync("v1/logs", content, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}");
    }
}
