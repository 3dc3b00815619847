using System.IO.Compression;
using System.Text;

namespace ToolTime.Silo.Tests.Canaries;

/// <summary>
/// Finds the marker in bytes: as text of one or two bytes per letter, in any case, as hex digits, in base64, and in compressed data.
/// </summary>
internal static class CanarySearch
{
    private static readonly string[] Needles =
    [
        Canary.Marker,
        Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(Canary.Marker)),
        Convert.ToHexStringLower(Encoding.ASCII.GetBytes(Canary.Marker)),
        .. Enumerable.Range(0, 3).Select(InBase64),
    ];

    /// <summary>Whether a text contains the marker.</summary>
    public static bool Finds(string text) => Finds(Encoding.UTF8.GetBytes(text));

    /// <summary>Whether bytes, or their decompressed form, contain the marker.</summary>
    public static bool Finds(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        return Needles.Any(needle => text.Contains(needle, StringComparison.OrdinalIgnoreCase))
            || (Decompress(bytes) is { } inner && Finds(inner));
    }

    /// <summary>The files of a folder that contain the marker.</summary>
    public static IEnumerable<string> FilesIn(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".sock", StringComparison.Ordinal) && Finds(File.ReadAllBytes(file)));

    /// <summary>
    /// The marker in base64 after <paramref name="before"/> other bytes, without the digits that include parts of its neighbours.
    /// </summary>
    private static string InBase64(int before)
    {
        var encoded = Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('\0', before) + Canary.Marker));
        var (first, last) = (((before * 8) + 5) / 6, (before + Canary.Marker.Length) * 8 / 6);
        return encoded[first..last];
    }

    private static byte[]? Decompress(byte[] bytes)
    {
        if (bytes is not [0x1f, 0x8b, ..])
        {
            return null;
        }

        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var inner = new MemoryStream();
        gzip.CopyTo(inner);
        return inner.ToArray();
    }
}
