using ToolTime.Storage.Backup;
using ToolTime.Storage.Tests.Sqlite;

namespace ToolTime.Storage.Tests.Backup;

/// <summary>Pieces that are valid JSON, with a valid hash, but that this program cannot understand.</summary>
public sealed class ForeignBackupTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<BackupPiece> Foreign =>
    [
        new BackupPiece.Day(Given.Monday, Sealed: true, [new(Dimension: 9, "Bash", 1, 1, 1, 1, 0, 0)]),
        new BackupPiece.Cell(Given.Monday, new byte[31], 1, 7, "{\"v\":1}", Guid.Empty, Quarantined: false),
        new BackupPiece.Receipt(Guid.Empty, new byte[31], Given.Friday, Quarantined: false),
    ];

    [Theory]
    [MemberData(nameof(Foreign), DisableDiscoveryEnumeration = true)]
    public async Task RestoreAsync_APieceItDoesNotUnderstand_IsRefused(BackupPiece piece)
    {
        await using var storage = await SqliteStorage.OpenAsync();
        using var stream = new MemoryStream();
        await BackupFormat.WriteAsync(stream, Given.Friday, simulated: false, new[] { piece }.ToAsyncEnumerable(), Token);
        stream.Position = 0;
        await Assert.ThrowsAsync<InvalidDataException>(() => storage.Backup.RestoreAsync(stream, Token));
    }
}
