using System.Diagnostics;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace ToolTime.Silo.Tests.Faults.Fuzz;

/// <summary>Bodies that are wrong in every conceivable way, and what they leave behind.</summary>
[Collection(nameof(AloneInThisProcess))]
public sealed class FuzzTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 23, 0, 0, TimeSpan.Zero);
    private const int Connections = 4;

    /// <summary>The allowed growth after some ten thousand more requests: far less than a kilobyte each.</summary>
    private const long MostGrowth = 16 << 20;

    private const int MostHandles = 16;

    private static readonly int Bodies = Extent.Choose(20_000, whenLong: 10_000_000);
    private static readonly int[] Expected = [200, 400, 401, 413, 415];

    private long _accepted;

    [Fact]
    public async Task Submit_FuzzedBodies_AreAnsweredWithoutAFaultOfOursAndLeaveNothing()
    {
        var chance = Extent.Chance();
        await using var server = await StartAsync();
        await SendAsync(server, chance, Bodies / 2);
        var (memory, handles) = Measure();
        await SendAsync(server, chance, Bodies - (Bodies / 2));
        var (memoryAfter, handlesAfter) = Measure();

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"memory {memory >> 10} KiB, then {memoryAfter >> 10} KiB; handles {handles}, then {handlesAfter}; accepted {_accepted}"
        );
        Assert.InRange(_accepted, Bodies / 50, Bodies);
        Assert.Equal(_accepted, CountReceipts(server));
        Assert.InRange(memoryAfter - memory, long.MinValue, MostGrowth);
        Assert.InRange(handlesAfter - handles, int.MinValue, MostHandles);
    }

    /// <summary>Names with one hash turn a hash table into a list; this server's tables must not degrade like that.</summary>
    [Fact]
    public async Task Submit_NamesOfOneHash_AreReadAsAnyOthers()
    {
        var names = CollidingNames.Take(4_000).ToList();
        Assert.Equal(4_000, names.Distinct().Count());
        Assert.Single(names.Select(CollidingNames.HashOf).Distinct());
        await using var server = await StartAsync();
        var tools = string.Join(',', names.Select(name => $"\"{name}\":{{\"calls\":1}}"));
        var report = Reports
            .Snapshot(1, "2026-11-24T22:00:00Z", calls: 1)
            .ToJsonString()
            .Replace("\"Bash\":", $"{tools},\"Bash\":", StringComparison.Ordinal);
        using var taken = await SubmitAsync(server, Encoding.UTF8.GetBytes(report), encoding: null, signature: null);
        Assert.Equal(200, (int)taken.StatusCode);

        var twice = report.Replace("\"Bash\":", $"\"{names[0]}\":{{\"calls\":1}},\"Bash\":", StringComparison.Ordinal);
        using var refused = await SubmitAsync(server, Encoding.UTF8.GetBytes(twice), encoding: null, signature: null);
        Assert.Equal(400, (int)refused.StatusCode);
        Assert.Contains(
            "duplicate_member",
            await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    private static Task<InProcessServer> StartAsync() => InProcessServer.StartAsync(Now, "--Ingestion:PerTokenPerDay", "0");

    /// <summary>Sends a body to the submit endpoint.</summary>
    private static async Task<HttpResponseMessage> SubmitAsync(InProcessServer server, byte[] body, string? encoding, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/api/submit", UriKind.Relative))
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        if (encoding is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        }

        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Signature", signature);
        }

        return await server.Client.SendAsync(request);
    }

    /// <summary>The number of submissions it has accepted, read directly.</summary>
    private static long CountReceipts(InProcessServer server)
    {
        using var connection = new SqliteConnection($"Data Source={server.DatabasePath};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM receipts";
        return (long)command.ExecuteScalar()!;
    }

    private async Task SendAsync(InProcessServer server, Random chance, int bodies)
    {
        var left = bodies;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => new Random(chance.Next())).ToList().Select(async own =>
        {
            var mutator = new BodyMutator(own);
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await SendOneAsync(server, own, mutator.Next());
            }
        }));
    }

    private async Task SendOneAsync(InProcessServer server, Random chance, byte[] body)
    {
        var encoding = chance.Next(20) switch { 0 => "gzip", 1 => "br", 2 => "zstd", _ => null };
        var sent = encoding is not null && chance.Next(3) > 0 ? Pack(encoding, body, chance) : body;
        using var response = await SubmitAsync(server, sent, encoding, chance.Next(20) == 0 ? new string('a', chance.Next(70)) : null);
        var text = await response.Content.ReadAsStringAsync();
        var status = (int)response.StatusCode;
        Assert.True(Expected.Contains(status), $"{status} for {Convert.ToBase64String(body)}");
        Assert.DoesNotContain(BodyMutator.Canary, text, StringComparison.Ordinal);
        var answer = JsonNode.Parse(text)!;
        if (status == 200)
        {
            Interlocked.Add(ref _accepted, (string?)answer["status"] == "ok" ? 1 : 0);
        }
        else
        {
            Assert.Equal(status, (int)answer["status"]!);
            Assert.InRange(answer["errors"]!.AsArray().Count, 1, 200);
        }
    }

    /// <summary>The body in its encoding, now and then with one byte changed.</summary>
    private static byte[] Pack(string encoding, byte[] body, Random chance)
    {
        using var packed = new MemoryStream();
        using (
            Stream packing =
                encoding == "br"
                    ? new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true)
                    : new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)
        )
        {
            packing.Write(body);
        }

        // Nothing, compressed by gzip, is nothing.
        var bytes = packed.ToArray();
        if (bytes.Length > 0 && chance.Next(3) == 0)
        {
            bytes[chance.Next(bytes.Length)] ^= (byte)(1 << chance.Next(8));
        }

        return bytes;
    }

    private static (long Memory, int Handles) Measure()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true), process.HandleCount);
    }
}
