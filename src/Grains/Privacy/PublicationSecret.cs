using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// Draws the numbers of P6 and P9 that nobody outside may know. It is made at a database's first start and kept in it, so that a draw
/// stays the same, on every server and after a restore: what changes with each look can be averaged away.
/// </summary>
/// <param name="key">32 random bytes.</param>
internal class PublicationSecret(byte[] key)
{
    /// <summary>The length of the key, in bytes.</summary>
    public const int Length = 32;

    /// <summary>A number from 0 to <paramref name="exclusive"/> - 1: HMAC-SHA256 of the purpose, the time if any, and the cell, modulo it.</summary>
    public virtual int Draw(string purpose, CellKey cell, string? time, int exclusive)
    {
        // No part can hold a line's end, so that no two cells share a text.
        var text = $"{purpose}\n{time}\n{cell.Client?.ToName() ?? "*"}\n{(int)cell.Name.Dimension}\n{cell.Name.Name}";
        var hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
        return (int)(BinaryPrimitives.ReadUInt64BigEndian(hash) % (ulong)exclusive);
    }
}
