using System.IO.Compression;
using System.Text;
using ToolTime.Storage.Backup;

namespace ToolTime.Storage.Tests.Backup;

public sealed class BackupFormatTests
{
    private static readonly BackupPiece[] Pieces =
    [
        new BackupPiece.ClosedWeek(Given.Monday),
        new BackupPiece.Cell(Given.Monday, new byte[32], 1, 7, "{\"v\":1,\"name\":\"a<b\\\\u00e9\"}", Guid.Empty, Quarantined: false),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_WhatWasWritten_IsTheSameAndBeginsWithTheHeader()
    {
        var read = await ReadAsync(await WriteAsync());
        Assert.Equal(new BackupPiece.Header("tooltime-backup", 4, Given.Friday, Simulated: false), read[0]);
        Assert.Equal(Pieces[0], read[1]);
        Assert.Equal(((BackupPiece.Cell)Pieces[1]).Content, Assert.IsType<BackupPiece.Cell>(read[2]).Content);
        Assert.Equal(3, read.Count);
    }

    [Fact]
    public async Task WriteAsync_Uncompressed_IsLinesThatNeverChange() =>
        Assert.Equal(
            """
            {"kind":"header","format":"tooltime-backup","version":4,"taken_at":"2026-11-20T18:00:00+00:00","simulated":false}
            {"kind":"closed_week","monday":"2026-11-16"}
            {"kind":"cell","date":"2026-11-16","submitter":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","client":1,"revision":7,"content":"{\"v\":1,\"name\":\"a<b\\\\u00e9\"}","receipt_id":"00000000-0000-0000-0000-000000000000","quarantined":false}
            {"kind":"footer","pieces":2,"sha256":"e5"}

            """,
            System.Text.RegularExpressions.Regex.Replace(
                Encoding.UTF8.GetString(Decompress(await WriteAsync())),
                "\"[0-9a-f]{64}\"",
                "\"e5\""
            )
        );

    [Fact]
    public async Task ReadAsync_CutOffAnywhere_IsRefused()
    {
        // The last bytes are gzip's own trailer; everything before it must be there.
        var whole = await WriteAsync();
        for (var length = 0; length < whole.Length - 16; length++)
        {
            await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(whole[..length]));
        }
    }

    [Fact]
    public async Task ReadAsync_ABitFlipped_IsRefused()
    {
        var lines = Decompress(await WriteAsync());
        for (var place = 0; place < lines.Length - 1; place++)
        {
            byte[] damaged = [.. lines];
            damaged[place] ^= 1;
            await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Compress(damaged)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}\n")]
    [InlineData("null\n")]
    [InlineData("SQLite format 3\0")]
    [InlineData("{\"kind\":\"closed_week\",\"monday\":\"2026-11-16\"}\n")]
    [InlineData(
        "{\"kind\":\"header\",\"format\":\"another\",\"version\":1,\"taken_at\":\"2026-11-20T18:00:00+00:00\",\"simulated\":false}\n"
    )]
    public async Task ReadAsync_SomethingElse_IsRefused(string text)
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Compress(Encoding.UTF8.GetBytes(text))));
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public async Task ReadAsync_TheVersionBefore_IsRead()
    {
        const string Header =
            "{\"kind\":\"header\",\"format\":\"tooltime-backup\",\"version\":1,\"taken_at\":\"2026-11-20T18:00:00+00:00\",\"simulated\":false}\n";
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Header)));
        var read = await ReadAsync(
            Compress(Encoding.UTF8.GetBytes($"{Header}{{\"kind\":\"footer\",\"pieces\":0,\"sha256\":\"{hash}\"}}\n"))
        );
        Assert.Equal(new BackupPiece.Header("tooltime-backup", 1, Given.Friday, Simulated: false), Assert.Single(read));
    }

    [Fact]
    public async Task ReadAsync_ANewerVersion_SaysSo()
    {
        var newer =
            "{\"kind\":\"header\",\"format\":\"tooltime-backup\",\"version\":5,\"taken_at\":\"2026-11-20T18:00:00+00:00\",\"simulated\":false}\n";
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Compress(Encoding.UTF8.GetBytes(newer))));
        Assert.Equal("The backup was written by a newer server (version 5; this one knows 4).", refused.Message);
    }

    private static async Task<byte[]> WriteAsync()
    {
        using var stream = new MemoryStream();
        await BackupFormat.WriteAsync(stream, Given.Friday, simulated: false, Pieces.ToAsyncEnumerable(), Token);
        return stream.ToArray();
    }

    private static async Task<List<BackupPiece>> ReadAsync(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return await BackupFormat.ReadAsync(stream, Token).ToListAsync(Token);
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }

    private static byte[] Decompress(byte[] bytes)
    {
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var stream = new MemoryStream();
        gzip.CopyTo(stream);
        return stream.ToArray();
    }
}
