using System.Security.Cryptography;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Telemetry;

namespace ToolTime.Grains.Tests.Storage;

/// <summary>Stored publications of another version, with their right hash: a server must start beside them.</summary>
public sealed class HashedJsonTests
{
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("""{"window":"a_new_kind"}""")]
    [InlineData("""{"app":"A","window":{"name":"day","period":"2026-11-24"}}""")]
    public void Decode_AFormThatIsNotKnown_IsRefused(string json)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(json);
        byte[] content = [.. SHA256.HashData(bytes), .. bytes];
        Assert.Throws<InvalidDataException>(() => WindowPublication.Decode(content));
        Assert.Throws<InvalidDataException>(() => TelemetryPublication.Decode(content));
    }
}
