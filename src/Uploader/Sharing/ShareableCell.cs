using System.Security.Cryptography;
using System.Text.Json;
using ToolTime.Recording.Usage;

namespace ToolTime.Uploader.Sharing;

/// <summary>A day's cell of one client that may be sent, and its content: the SHA-256 of the cell without its revision, in hex.</summary>
internal sealed record ShareableCell(string Client, DayCell Cell, string Content)
{
    public static ShareableCell Create(string client, DayCell cell) =>
        new(
            client,
            cell,
            Convert.ToHexStringLower(
                SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(cell with { Revision = 0 }, RecordingJson.Default.DayCell))
            )
        );
}
