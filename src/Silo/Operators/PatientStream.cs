namespace ToolTime.Silo.Operators;

/// <summary>A stream that gives up on a caller who neither reads nor writes for a while.</summary>
/// <param name="inner">The stream to the caller, which is closed with this one.</param>
/// <param name="patience">How long a single read or write may take.</param>
/// <param name="timeProvider">Measures it.</param>
internal sealed class PatientStream(Stream inner, TimeSpan patience, TimeProvider timeProvider) : Stream
{
    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        WaitAsync(token => inner.ReadAsync(buffer, token), cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        await WaitAsync(
            async token =>
            {
                await inner.WriteAsync(buffer, token);
                return 0;
            },
            cancellationToken
        );

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> WaitAsync(Func<CancellationToken, ValueTask<int>> work, CancellationToken cancellationToken)
    {
        using var timeUp = new CancellationTokenSource(patience, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancellationToken);
        try
        {
            return await work(either.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException("The caller stood still.", exception);
        }
    }
}
