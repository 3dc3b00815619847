using System.Text;
using Microsoft.AspNetCore.Http;
using ToolTime.Monitor.Otlp;
using ToolTime.Monitor.Tests.Watching;
using ToolTime.Recording.Otlp;

namespace ToolTime.Monitor.Tests.Otlp;

/// <summary>What is answered to telemetry that was not recorded.</summary>
public sealed class PartialSuccessTests
{
    private const string Rejection =
        """{"partialSuccess":{"rejectedLogRecords":"2","errorMessage":"The day has as much as may be recorded."}}""";

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, """{"partialSuccess":{}}""")]
    [InlineData(OtlpLog.MaxBytes, Rejection)]
    public async Task Logs_OfADay_AreAnsweredWithHowManyWereNotRecorded(long bytesOfTheDay, string expected)
    {
        using var folders = new Folders();
        Directory.CreateDirectory(folders.Home.Otlp);
        using (var day = File.Create(folders.Home.OtlpOf(DateOnly.FromDateTime(Now.UtcDateTime))))
        {
            day.SetLength(bytesOfTheDay);
        }

        using var intake = new OtlpIntake(new OtlpLog(folders.Home), () => Now, calls: null);
        using var answer = new MemoryStream();
        var context = new DefaultHttpContext();
        (context.Request.ContentType, context.Request.Body) = ("application/json", new MemoryStream(Sending.Session("s1")));
        context.Response.Body = answer;

        await intake.LogsAsync(context);

        Assert.Equal((200, expected), (context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray())));
    }

    [Fact]
    public void ToProtobuf_Count_IsThatOfTheMessage()
    {
        Assert.Empty(PartialSuccess.ToProtobuf(0));
        byte[] expected =
        [
            0x0A, 44, 0x08, 0xAC, 0x02, 0x12, 39, .. Encoding.ASCII.GetBytes("The day has as much as may be recorded."),
        ];
        Assert.Equal(expected, PartialSuccess.ToProtobuf(300));
    }
}
