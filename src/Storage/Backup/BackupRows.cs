using System.Text;
using ToolTime.Grains.Storage;

namespace ToolTime.Storage.Backup;

/// <summary>Converts rows between a storage and a backup.</summary>
internal static class BackupRows
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes a stored string.</summary>
    /// <exception cref="InvalidDataException">The string is damaged.</exception>
    public static string TextOf(byte[] stored)
    {
        try
        {
            return Strict.GetString(stored);
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException("A stored row is damaged.", exception);
        }
    }

    /// <summary>Encodes a string as it is stored.</summary>
    public static byte[] BytesOf(string text) => Strict.GetBytes(text);

    public static NewRow.Cell ToRow(this BackupPiece.Cell cell) => NewRow.Cell.From(cell.Date, cell.Revision, BytesOf(cell.Content));

    public static NewRow.Snapshot ToRow(this BackupPiece.Snapshot snapshot) =>
        NewRow.Snapshot.From(snapshot.Hour, snapshot.TotalEvents, BytesOf(snapshot.Content));
}
