namespace ToolTime.Uploader.Mcp;

/// <summary>
/// Input whose end is held back until everything before it is answered: the library stops answering when its input ends. Read-only.
/// </summary>
internal sealed class HeldOpenInput(Stream inner) : Stream
{
    private readonly TaskCompletionSource<Func<Task>> _beforeEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isEnded;

    /// <summary>Sets what to wait for before the end; the end does not come before this is called.</summary>
    public void HoldEnd(Func<Task> until) => _beforeEnd.SetResult(until);

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
        var count = _isEnded ? 0 : await inner.ReadAsync(buffer, cancellationToken);
        if (count > 0 || buffer.IsEmpty)
        {
            return count;
        }

        if (!_isEnded)
        {
            // The last line may lack a line break.
            _isEnded = true;
            buffer.Span[0] = (byte)'\n';
            return 1;
        }

        var until = await _beforeEnd.Task;
        await until();
        return 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
