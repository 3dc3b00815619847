namespace ToolTime.Storage.Tests.Contracts;

/// <summary>What any storage must do with the engine's records.</summary>
public abstract class EngineRecordsContract : IAsyncLifetime
{
    private static readonly byte[] One = [1, 0, 255];
    private static readonly byte[] Two = [];

    private IStorageUnderTest _storage = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IEngineRecords Records => _storage.Records;

    public async ValueTask InitializeAsync() => _storage = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task ReadAsync_NoRecord_IsNull() => Assert.Null(await Records.ReadAsync("kind", "key", Token));

    [Fact]
    public async Task TryWriteAsync_ANewRecord_IsReadBackAfterARestart()
    {
        var etag = await Records.TryWriteAsync("kind", "key", One, expectedEtag: null);
        await _storage.RestartAsync();
        var read = await Records.ReadAsync("kind", "key", Token);
        Assert.Equal(("key", etag, Convert.ToHexString(One)), (read!.Key, read.Etag, Convert.ToHexString(read.Value)));
    }

    [Fact]
    public async Task TryWriteAsync_ARecordThatIsThere_IsRefusedWithoutItsEtag()
    {
        var etag = await Records.TryWriteAsync("kind", "key", One, expectedEtag: null);
        Assert.Equal(
            (null, null, null),
            (await Records.TryWriteAsync("kind", "key", Two, null), await Records.TryWriteAsync("kind", "key", Two, $"{etag}0"), await Records.TryWriteAsync("kind", "key", Two, "no etag")));
        Assert.Equal(One, (await Records.ReadAsync("kind", "key", Token))!.Value);
    }

    [Fact]
    public async Task TryWriteAsync_WithItsEtag_ReplacesItAndGivesANewOne()
    {
        var first = await Records.TryWriteAsync("kind", "key", One, expectedEtag: null);
        var second = await Records.TryWriteAsync("kind", "key", Two, first);
        Assert.NotEqual(first, second);
        Assert.Null(await Records.TryWriteAsync("kind", "key", One, first));
        Assert.Equal((second, 0), ((await Records.ReadAsync("kind", "key", Token))!.Etag, (await Records.ReadAsync("kind", "key", Token))!.Value.Length));
    }

    [Fact]
    public async Task TryWriteAsync_NoRecordButAnEtag_IsRefused()
    {
        Assert.Null(await Records.TryWriteAsync("kind", "key", One, "1"));
        Assert.Null(await Records.ReadAsync("kind", "key", Token));
    }

    [Fact]
    public async Task TryDeleteAsync_WithItsEtagOnly_DeletesIt()
    {
        var etag = await Records.TryWriteAsync("kind", "key", One, expectedEtag: null);
        Assert.Equal(
            (false, false, true, false),
            (await Records.TryDeleteAsync("kind", "key", $"{etag}0"), await Records.TryDeleteAsync("other", "key", etag!),
            await Records.TryDeleteAsync("kind", "key", etag!), await Records.TryDeleteAsync("kind", "key", etag!)));
    }

    [Fact]
    public async Task TryWriteAsync_AfterADeletionAndARestart_HasAnEtagThatNoEarlierVersionHad()
    {
        var first = await Records.TryWriteAsync("kind", "key", One, expectedEtag: null);
        await Records.TryDeleteAsync("kind", "key", first!);
        await _storage.RestartAsync();
        var second = await Records.TryWriteAsync("kind", "key", Two, expectedEtag: null);
        Assert.NotEqual(first, second);
        Assert.False(await Records.TryDeleteAsync("kind", "key", first!));
    }

    [Fact]
    public async Task TryWriteAsync_ManyWithOneEtagAtOnce_OneWins()
    {
        var etag = await Records.TryWriteAsync("kind", "key", One, expectedEtag: null);
        var written = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Records.TryWriteAsync("kind", "key", [(byte)number], etag)));
        Assert.Equal((await Records.ReadAsync("kind", "key", Token))!.Etag, Assert.Single(written, each => each is not null));
    }

    [Fact]
    public async Task ListAsync_AKind_IsAllItsRecordsAndNoOthers()
    {
        string[] keys = ["a", "A", "ä", "a/b", ""];
        foreach (var key in keys)
        {
            await Records.TryWriteAsync("kind", key, One, expectedEtag: null);
        }

        await Records.TryWriteAsync("Kind", "a", Two, expectedEtag: null);
        Assert.Equal(keys.Order(StringComparer.Ordinal), (await Records.ListAsync("kind", Token)).Select(record => record.Key).Order(StringComparer.Ordinal));
        Assert.Empty(await Records.ListAsync("none", Token));
    }

    private protected abstract Task<IStorageUnderTest> OpenAsync();
}
