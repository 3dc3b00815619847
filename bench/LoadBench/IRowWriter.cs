namespace ToolTime.LoadBench;

/// <summary>Keeps rows durably, many to a commit.</summary>
internal interface IRowWriter : IAsyncDisposable
{
    /// <summary>Keeps a row; it is durable when the call returns.</summary>
    Task WriteAsync(string key, byte[] body);
}
