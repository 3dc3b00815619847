using System.IO.Compression;
using ToolTime.Api.Requests;

namespace ToolTime.Api.Tests.Submissions;

/// <summary>How much of a bomb is decompressed before it is refused, counted at the output.</summary>
public sealed class InflationTests
{
    private const int Inflated = 256 << 20;
    private const int MostInflated = 1 << 20;

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task InflateAsync_ABombOfAThousandToOne_IsRefusedBeforeAMegabyte(string encoding)
    {
        using var bomb = new MemoryStream();
        await using (var packing = Open(encoding, bomb, CompressionMode.Compress))
        {
            var zeros = new byte[1 << 20];
            for (var written = 0; written < Inflated; written += zeros.Length)
            {
                packing.Write(zeros);
            }
        }

        Assert.True(Inflated / bomb.Length >= 1_000);
        bomb.Position = 0;
        await using var counting = new CountingStream(Open(encoding, bomb, CompressionMode.Decompress));
        Assert.IsType<BodyReading.TooLarge>(
            await RequestBody.InflateAsync(counting, RequestBody.MaximumBytes, TestContext.Current.CancellationToken)
        );
        Assert.InRange(counting.Count, RequestBody.MaximumBytes, MostInflated);
    }

    private static Stream Open(string encoding, Stream stream, CompressionMode mode) =>
        encoding == "gzip" ? new GZipStream(stream, mode, leaveOpen: true) : new BrotliStream(stream, mode, leaveOpen: true);

    /// <summary>Counts what is read from a stream.</summary>
    private sealed class CountingStream(Stream inner) : Stream
    {
        public long Count { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await inner.ReadAsync(buffer, cancellationToken);
            Count += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
