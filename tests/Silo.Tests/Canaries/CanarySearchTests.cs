using System.IO.Compression;
using System.Text;

namespace ToolTime.Silo.Tests.Canaries;

/// <summary>The search finds what the other tests expect not to find.</summary>
public sealed class CanarySearchTests
{
    public static TheoryData<string> Ways => ["plain", "upper", "utf16", "hex", "base64 0", "base64 1", "base64 2", "gzip"];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Finds_APlantedCanary_InWhateverWayItIsWritten(string way)
    {
        foreach (var canary in new Canary().OfEachKind())
        {
            Assert.True(CanarySearch.Finds(Written(way, $"x{canary}y")), $"{canary} as {way}");
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Finds_OtherText_FindsNothing(string way) =>
        Assert.False(CanarySearch.Finds(Written(way, "qz7kanar and its like are in no list")));

    [Fact]
    public void FilesIn_AFolderWithOne_NamesTheFile()
    {
        var folder = Directory.CreateTempSubdirectory("tooltime-canary-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "empty"), "nothing");
            File.WriteAllText(Path.Combine(folder, "planted"), $"a {new Canary().Next()} b");
            Assert.Equal("planted", Path.GetFileName(Assert.Single(CanarySearch.FilesIn(folder))));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static byte[] Written(string way, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return way switch
        {
            "plain" => bytes,
            "upper" => Encoding.UTF8.GetBytes(text.ToUpperInvariant()),
            "utf16" => Encoding.Unicode.GetBytes(text),
            "hex" => Encoding.UTF8.GetBytes(Convert.ToHexString(bytes)),
            "gzip" => Compressed(bytes),
            _ => Encoding.UTF8.GetBytes(Convert.ToBase64String([.. new byte[way[^1] - '0'], .. bytes])),
        };
    }

    private static byte[] Compressed(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }
}
