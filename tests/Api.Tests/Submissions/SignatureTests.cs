using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using static ToolTime.Api.Tests.Report;

namespace ToolTime.Api.Tests.Submissions;

public sealed class SignatureTests(ServerFixture fixture)
{
    public static TheoryData<string> Wrong => new()
    {
        "",
        "0",
        "not hexadecimal",
        new string('0', 62),
        new string('0', 63),
        new string('0', 64),
        new string('0', 65),
        new string('0', 128),
        new string('g', 64),
    };

    [Fact]
    public async Task Submit_RightSignature_IsTakenInEitherCase()
    {
        foreach (var report in new[] { Snapshot(), DayCell() })
        {
            var signature = Sign(report, report.ToBytes());
            (await fixture.Server.SubmitAsync(report.ToBytes(), signature: signature.ToUpperInvariant())).AssertTaken();
            var again = await fixture.Server.SubmitAsync(report.ToBytes(), signature: signature);
            Assert.StartsWith("200 {\"status\":\"duplicate\"", again.Verdict, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Submit_SignatureUnderTokenBeyondAscii_IsTaken()
    {
        var report = Snapshot().WithToken(NewToken() + "\u00e9\u4e2d");
        (await fixture.Server.SubmitAsync(report.ToBytes(), signature: Sign(report, report.ToBytes()))).AssertTaken();
    }

    [Fact]
    public async Task Submit_ByteOrderMarkBeforeTheJson_IsTakenAndSignedWithIt()
    {
        foreach (var report in new[] { Snapshot(), DayCell() })
        {
            byte[] body = [.. Encoding.UTF8.Preamble, .. report.ToBytes()];
            (await fixture.Server.SubmitAsync(body, signature: Sign(report, body))).AssertTaken();
        }
    }

    [Fact]
    public async Task Submit_SignatureOfTheJson_IsTakenWithACompressedBody()
    {
        var report = Snapshot();
        using var body = new MemoryStream();
        using (var gzip = new GZipStream(body, CompressionLevel.Fastest))
        {
            gzip.Write(report.ToBytes());
        }

        (await fixture.Server.SubmitAsync(body.ToArray(), "gzip", Sign(report, report.ToBytes()))).AssertTaken();
    }

    [Fact]
    public async Task Submit_SignatureOfOtherBytesOfTheSameJson_IsRefused()
    {
        var report = Snapshot();
        var signature = Sign(report, report.ToBytes());
        (await fixture.Server.SubmitAsync([.. report.ToBytes(), (byte)' '], signature: signature)).AssertFaults(
            401,
            new Fault("", "signature")
        );
    }

    [Fact]
    public async Task Submit_SignatureUnderAnotherToken_IsRefused()
    {
        var report = Snapshot();
        (await fixture.Server.SubmitAsync(report.ToBytes(), signature: Sign(Snapshot(), report.ToBytes()))).AssertFaults(
            401,
            new Fault("", "signature")
        );
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Submit_WrongSignature_IsRefused(string signature)
    {
        (await fixture.Server.SubmitAsync(Snapshot().ToBytes(), signature: signature)).AssertFaults(401, new Fault("", "signature"));
        (await fixture.Server.SubmitAsync(DayCell().ToBytes(), signature: signature)).AssertFaults(401, new Fault("", "signature"));
    }

    private static string Sign(JsonObject report, byte[] body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(report["submission_token"]!.GetValue<string>()), body));
}
