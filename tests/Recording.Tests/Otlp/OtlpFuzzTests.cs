using System.Text;
using System.Text.Json;
using ToolTime.Recording.Otlp;

namespace ToolTime.Recording.Tests.Otlp;

/// <summary>Ten thousand invalid bodies: cut, changed, repeated, nested and huge, in both forms.</summary>
public sealed class OtlpFuzzTests
{
    private const int Bodies = 10_000;

    // What a body may make the reader allocate, besides what is retained of each record.
    private const int AllocatedAtMost = 256 * 1024;
    private const int AllocatedPerByte = 64;

    private static readonly (string, object)[] Attributes =
    [
        ("session.id", "s-1"),
        ("event.name", "codex.tool_result"),
        ("event.timestamp", "2026-11-29T08:48:31.023Z"),
        ("model", "gpt-5.5"),
        ("tool_name", "exec_command"),
        ("call_id", "call_1"),
        ("input_tokens", 17),
        ("success", true),
        ("duration_ms", 1.5),
        ("output", "Chunk ID: d2c8bd\nWall time: 0.0000 seconds\nProcess exited with code 0\n\"quoted\" \\ \U0001F600"),
        ("arguments", "{\"cmd\":\"ls\"}"),
    ];

    [Fact]
    public void ReadJson_BodiesOfEveryKind_EndsWithinBounds()
    {
        var seeds = new[] { ReportedLogs.Json("codex", Attributes), ReportedLogs.Json("claude_code.tool_result", Attributes) };
        for (var seed = 0; seed < Bodies; seed++)
        {
            var body = Changed(
                seeds[seed % seeds.Length],
                new Random(seed),
                (byte[])[(byte)'{', (byte)'[', (byte)'"', (byte)'\\', (byte)'u', (byte)'}', (byte)']', (byte)',', (byte)':', 0x80, 0xFF]
            );
            Bounded(body, reading => OtlpJsonReader.Read(body, reading), seed);
        }
    }

    [Fact]
    public void ReadProtobuf_BodiesOfEveryKind_EndsWithinBounds()
    {
        var seeds = new[] { ReportedLogs.Protobuf("codex", Attributes), ReportedLogs.Protobuf("claude_code.tool_result", Attributes) };
        for (var seed = 0; seed < Bodies; seed++)
        {
            var body = Changed(seeds[seed % seeds.Length], new Random(seed), (byte[])[0x0A, 0x12, 0x32, 0xFF, 0x80, 0x7F, 0x00, 0x0B]);
            Bounded(body, reading => OtlpProtobufReader.Read(body, reading), seed);
        }
    }

    [Theory]
    [InlineData(
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"attributes\":[{\"key\":\"x\",\"value\":",
        "{\"arrayValue\":{\"values\":[",
        100_000
    )]
    [InlineData("", "[", 1_000_000)]
    [InlineData("{\"a\":", "{\"a\":", 1_000_000)]
    public void ReadJson_NestedWithoutEnd_IsRefused(string start, string nested, int times)
    {
        var body = Encoding.UTF8.GetBytes(start + string.Concat(Enumerable.Repeat(nested, times)));
        Assert.ThrowsAny<JsonException>(() => OtlpJsonReader.Read(body, new OtlpReading(ReportedLogs.Now)));
    }

    [Fact]
    public void ReadProtobuf_NestedWithoutEnd_IsReadOnce()
    {
        byte[] nested = [];
        for (var depth = 0; depth < 3000; depth++)
        {
            nested = ReportedLogs.Bytes(2, ReportedLogs.Bytes(5, nested));
        }

        var record = ReportedLogs.Bytes(2, ReportedLogs.Bytes(6, [.. ReportedLogs.Text(1, "model"), .. nested]));
        var body = ReportedLogs.Bytes(1, ReportedLogs.Bytes(2, record));
        var reading = new OtlpReading(ReportedLogs.Now);
        OtlpProtobufReader.Read(body, reading);
        Assert.Equal((1, 0), (reading.Records, reading.Events.Count));
    }

    [Fact]
    public void Read_HugeValues_AreNotCopied()
    {
        var huge = new string('x', 4 * 1024 * 1024);
        (string, object)[] attributes =
        [
            ("session.id", "s"),
            ("prompt", huge),
            ("tool_name", huge),
            ("arguments", huge),
            ("output", huge),
            ("model", huge),
        ];
        var json = ReportedLogs.Json("claude_code.tool_result", attributes);
        var message = ReportedLogs.Protobuf("claude_code.tool_result", attributes);
        Assert.InRange(Allocated(() => OtlpJsonReader.Read(json, new OtlpReading(ReportedLogs.Now))), 0, AllocatedAtMost);
        Assert.InRange(Allocated(() => OtlpProtobufReader.Read(message, new OtlpReading(ReportedLogs.Now))), 0, AllocatedAtMost);
    }

    private static void Bounded(byte[] body, Action<OtlpReading> read, int seed)
    {
        var reading = new OtlpReading(ReportedLogs.Now);
        var allocated = Allocated(() =>
        {
            try
            {
                read(reading);
            }
            catch (Exception e) when (e is JsonException or InvalidDataException)
            {
                // The expected result.
            }
        });
        Assert.True(
            allocated <= AllocatedAtMost + (AllocatedPerByte * (long)body.Length),
            $"Seed {seed}: {allocated} bytes for {body.Length}."
        );
        foreach (var reported in reading.Events)
        {
            Assert.InRange(OtlpEventLine.Write(reported).Length, 1, 4096);
        }
    }

    private static long Allocated(Action act)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        act();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static byte[] Changed(byte[] seed, Random random, byte[] marks)
    {
        var body = seed.ToList();
        for (var changes = random.Next(1, 8); changes > 0 && body.Count > 0; changes--)
        {
            var at = random.Next(body.Count);
            switch (random.Next(6))
            {
                case 0:
                    body.RemoveRange(at, Math.Min(random.Next(1, 200), body.Count - at));
                    break;
                case 1:
                    body[at] = (byte)random.Next(256);
                    break;
                case 2:
                    body[at] = marks[random.Next(marks.Length)];
                    break;
                case 3:
                    body.InsertRange(at, Enumerable.Repeat(marks[random.Next(marks.Length)], random.Next(1, 300)));
                    break;
                case 4:
                    var part = body.GetRange(at, Math.Min(random.Next(1, 400), body.Count - at));
                    body.InsertRange(random.Next(body.Count), Enumerable.Repeat(part, random.Next(1, 5)).SelectMany(one => one));
                    break;
                default:
                    body.RemoveRange(at, body.Count - at);
                    break;
            }
        }

        return [.. body];
    }
}
