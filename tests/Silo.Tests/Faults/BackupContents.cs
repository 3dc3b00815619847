using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ToolTime.Silo.Tests.Faults;

/// <summary>What a server has stored, according to its backup, read without the server's own reader.</summary>
internal sealed class BackupContents
{
    private BackupContents(List<JsonObject> pieces)
    {
        Receipts = [.. pieces.Where(piece => (string?)piece["kind"] == "receipt").Select(piece => (string)piece["id"]!)];
        Rows = [.. pieces.Where(piece => (string?)piece["kind"] is "cell" or "snapshot").Select(StoredReport.Of)];
    }

    /// <summary>The receipts of accepted submissions.</summary>
    public IReadOnlyList<string> Receipts { get; }

    /// <summary>The day cells and snapshots.</summary>
    public IReadOnlyList<StoredReport> Rows { get; }

    /// <summary>Takes a backup of a server, running or not, and reads it.</summary>
    public static async Task<BackupContents> TakeAsync(RunningServer server)
    {
        var name = $"{Guid.NewGuid():n}.gz";
        Assert.Equal(0, (await server.RunVerbHereAsync("backup", name)).ExitCode);
        var path = Path.Combine(server.Folder, name);
        try
        {
            await using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            var pieces = new List<JsonObject>();
            await foreach (var piece in JsonSerializer.DeserializeAsyncEnumerable<JsonObject>(gzip, topLevelValues: true))
            {
                pieces.Add(piece!);
            }

            return new(pieces);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
