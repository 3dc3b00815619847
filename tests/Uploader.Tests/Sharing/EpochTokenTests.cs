using System.Security.Cryptography;
using System.Text;
using ToolTime.Calendar;
using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Tests.Sharing;

public sealed class EpochTokenTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("2024-01-01", 0)]
    [InlineData("2024-01-28", 0)]
    [InlineData("2024-01-29", 1)]
    [InlineData("2023-12-31", -1)]
    [InlineData("2026-11-29", 37)]
    [InlineData("2026-11-30", 38)]
    public void Of_Day_IsItsFourWeeks(string day, int epoch) => Assert.Equal(Epoch.Numbered(epoch), Epoch.Containing(DateOnly.Parse(day)));

    // Computed with Python's hmac module.
    [Theory]
    [InlineData(37, "a2d5bd1cd81a7db305ea2497b6dad15e")]
    [InlineData(38, "0490106d8aafb9e1c47bddddec3a4ac5")]
    public void Derive_FixedSecret_IsTheFixedToken(int epoch, string token) =>
        Assert.Equal(token, EpochToken.Derive(Secret, Epoch.Numbered(epoch)));

    [Fact]
    public void Derive_ManyEpochs_IsTheHmacByItsDefinition()
    {
        for (var epoch = 0; epoch < 100; epoch++)
        {
            Assert.Equal(Hmac(Secret, $"tooltime-epoch-{epoch}")[..32], EpochToken.Derive(Secret, Epoch.Numbered(epoch)));
        }
    }

    // RFC 2104, written out.
    private static string Hmac(string key, string message)
    {
        var block = Encoding.UTF8.GetBytes(key);
        Array.Resize(ref block, 64);
        var inner = SHA256.HashData([.. block.Select(b => (byte)(b ^ 0x36)), .. Encoding.UTF8.GetBytes(message)]);
        return Convert.ToHexStringLower(SHA256.HashData([.. block.Select(b => (byte)(b ^ 0x5c)), .. inner]));
    }
}
