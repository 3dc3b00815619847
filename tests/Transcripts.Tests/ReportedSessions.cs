using System.Text;
using ToolTime.Recording.Home;
using ToolTime.Recording.Otlp;

namespace ToolTime.Transcripts.Tests;

/// <summary>Makes a home record what an agent sends over OTLP, as `tooltime serve` does.</summary>
internal static class ReportedSessions
{
    public static readonly DateTimeOffset Day = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The bodies of a recording.</summary>
    public static IReadOnlyList<string> Of(string recording) =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "fixtures", "recordings", recording, "otlp", "logs.jsonl"));

    public static void Report(this TranscriptHome test, params IEnumerable<string> bodies)
    {
        test.Environment["TOOLTIME_HOME"] = test.Home.Path;
        Report(test.Home, bodies);
    }

    public static void Report(ToolTimeHome home, params IEnumerable<string> bodies)
    {
        foreach (var body in bodies)
        {
            Report(home, reading => OtlpJsonReader.Read(Encoding.UTF8.GetBytes(body), reading));
        }
    }

    /// <summary>For a protobuf body.</summary>
    public static void Report(this TranscriptHome test, byte[] message)
    {
        test.Environment["TOOLTIME_HOME"] = test.Home.Path;
        Report(test.Home, reading => OtlpProtobufReader.Read(message, reading));
    }

    private static void Report(ToolTimeHome home, Action<OtlpReading> read)
    {
        var reading = new OtlpReading(Day);
        read(reading);
        Assert.True(new OtlpLog(home).Append(DateOnly.FromDateTime(Day.Date), reading.Events));
    }
}
