using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;

namespace ToolTime.Uploader.Sharing;

/// <summary>The file of the <see cref="ShareLedger"/>.</summary>
internal sealed class LedgerStore(ToolTimeHome home)
{
    private string LedgerPath => Path.Combine(home.Queue, "ledger.json");

    /// <summary>A ledger that is lost or broken costs nothing but sending again what the server then calls a duplicate.</summary>
    public ShareLedger Read()
    {
        try
        {
            return File.Exists(LedgerPath)
                ? JsonSerializer.Deserialize(File.ReadAllBytes(LedgerPath), ClientJson.Default.ShareLedger) ?? new()
                : new();
        }
        catch (JsonException)
        {
            return new();
        }
    }

    public void Write(ShareLedger ledger) =>
        PrivateFiles.Replace(LedgerPath, JsonSerializer.SerializeToUtf8Bytes(ledger, ClientJson.Default.ShareLedger));
}
