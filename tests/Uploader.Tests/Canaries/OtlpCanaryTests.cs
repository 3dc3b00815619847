using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Tests.Live;
using ToolTime.Transcripts.Tests;

namespace ToolTime.Uploader.Tests.Canaries;

/// <summary>
/// Secrets of 20 kinds in every string that real clients send, over OTLP in both forms and by hooks over HTTP, while the audit trail is on:
/// none is in a file of ours, in an answer, or in a command's output.
/// </summary>
public sealed class OtlpCanaryTests
{
    private const int Enough = 1000;

    private static readonly string[] Recordings = ["claude-code-2.1.332", "codex-0.171.0", "gemini-cli-0.61.0", "qwen-code-0.15.10"];

    // Of these, a hook's line has the name, or a hash.
    private static readonly string[] NamesOfHooks = ["hook_event_name", "tool_name", "skill", "command_name", "model"];

    private readonly Func<int, string>[] _kinds = [.. SecretKinds.ByForm.Values];
    private readonly List<string> _cores = [];

    [Fact]
    public async Task Intake_SecretsInEveryPlace_LeavesNone()
    {
        using var served = new ServedHome();
        served.Home.Run("security", "on");
        await served.BeginAsync();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{served.File.OtlpPort}/") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", IntakeToken.Read(served.Files));
        var answers = new StringBuilder();
        var records = 0;
        foreach (var body in Recordings.SelectMany(DistinctEvents))
        {
            foreach (var marked in Marked(body, []))
            {
                records++;
                answers.Append(await PostAsync(http, "v1/logs", Encoding.UTF8.GetBytes(marked.ToJsonString()), "application/json"));
                answers.Append(await PostAsync(http, "v1/logs", OtlpProtobuf.From(marked), "application/x-protobuf"));
            }
        }

        var hooks = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "fixtures", "recordings", Recordings[0], "hooks.jsonl"));
        foreach (var hook in hooks.Select(line => JsonNode.Parse(line)!).DistinctBy(hook => $"{hook["hook_event_name"]} {hook["tool_name"]}"))
        {
            foreach (var marked in Marked(hook, NamesOfHooks))
            {
                answers.Append(await PostAsync(http, "hooks/claude-code", Encoding.UTF8.GetBytes(marked.ToJsonString()), "application/json"));
            }
        }

        Assert.True(_cores.Count > Enough, $"Only {_cores.Count} secrets were sent.");
        foreach (var command in (string[][])[["status"], ["sessions"], ["models"], ["tools"], ["doctor"], ["events"], ["summarize", "--all"], ["stop"]])
        {
            var result = served.Home.Run(command);
            answers.Append(result.Output).Append(result.Messages);
        }

        var ended = served.End();
        answers.Append(ended.Output).Append(ended.Messages);
        AssertHasNone("an answer", answers.ToString());
        Assert.NotEmpty(Directory.EnumerateFiles(served.Files.Otlp));
        Assert.True(File.ReadLines(Directory.EnumerateFiles(served.Files.Otlp).Single()).Count() > records / 4);
        foreach (var path in served.Home.Files)
        {
            AssertHasNone(path, Encoding.Latin1.GetString(File.ReadAllBytes(path)));
        }
    }

    private static IEnumerable<JsonNode> DistinctEvents(string recording)
    {
        var seen = new HashSet<string>();
        foreach (var body in ReportedSessions.Of(recording).Select(line => JsonNode.Parse(line)!))
        {
            var scope = body["resourceLogs"]![0]!["scopeLogs"]![0]!;
            foreach (var record in scope["logRecords"]!.AsArray().Select(record => record!.DeepClone()).ToList())
            {
                var name = record["attributes"]!.AsArray().FirstOrDefault(one => one!["key"]!.GetValue<string>() is "event.name");
                if (!seen.Add(name?["value"]!.ToJsonString() ?? ""))
                {
                    continue;
                }

                var alone = body.DeepClone();
                alone["resourceLogs"] = new JsonArray(body["resourceLogs"]![0]!.DeepClone());
                alone["resourceLogs"]![0]!["scopeLogs"] = new JsonArray(new JsonObject { ["scope"] = scope["scope"]?.DeepClone(), ["logRecords"] = new JsonArray(record) });
                yield return alone;
            }
        }
    }

    private static async Task<string> PostAsync(HttpClient http, string path, byte[] body, string type)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new(type);
        using var response = await http.PostAsync(path, content, TestContext.Current.CancellationToken);
        Assert.True((int)response.StatusCode is 200 or 400, $"{path}: {response.StatusCode}");
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    // The same with one string after the other replaced by a secret, and once with an unknown member.
    private IEnumerable<JsonNode> Marked(JsonNode node, string[] except)
    {
        var places = Texts(node).Count();
        for (var place = 0; place < places; place++)
        {
            var copy = node.DeepClone();
            var text = Texts(copy).ElementAt(place);
            if (text.Parent is JsonObject && (text.GetPropertyName() is "key" or "timeUnixNano" or "observedTimeUnixNano" || except.Contains(text.GetPropertyName())))
            {
                continue;
            }
            // The name of the folder itself is a label for the user.
            text.ReplaceWith(text.Parent is JsonObject && text.GetPropertyName() is "cwd" ? $"/home/{Next()}/project" : Next());
            yield return copy;
        }

        var more = node.DeepClone();
        more.AsObject()[Next()] = Next();
        yield return more;
    }

    private static IEnumerable<JsonValue> Texts(JsonNode node) => node switch
    {
        JsonObject members => members.Select(member => member.Value).OfType<JsonNode>().SelectMany(Texts),
        JsonArray items => items.OfType<JsonNode>().SelectMany(Texts),
        JsonValue value when value.GetValueKind() is JsonValueKind.String => [value],
        _ => [],
    };

    private string Next()
    {
        var number = _cores.Count + 1;
        _cores.Add(SecretKinds.Core(number));
        return _kinds[number % _kinds.Length](number);
    }

    private void AssertHasNone(string place, string text)
    {
        var found = _cores.Where(core => text.Contains(core, StringComparison.OrdinalIgnoreCase)).Take(3).ToList();
        Assert.True(found.Count == 0, $"{place} has {string.Join(", ", found)}");
    }
}
