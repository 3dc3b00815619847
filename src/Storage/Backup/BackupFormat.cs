using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ToolTime.Storage.Backup;

/// <summary>Reads and writes backups: pieces as lines of JSON, compressed with gzip (RFC 1952), so that <c>zcat</c> shows them.</summary>
internal static class BackupFormat
{
    public const string Name = "tooltime-backup";
    public const int Version = 4;

    /// <summary>Writes a whole backup and leaves the stream open.</summary>
    /// <returns>The number of pieces written.</returns>
    public static async Task<long> WriteAsync(
        Stream to, DateTimeOffset takenAt, bool simulated, IAsyncEnumerable<BackupPiece> pieces, CancellationToken cancellationToken)
    {
        var gzip = new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true);
        await using (gzip.ConfigureAwait(false))
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await WriteLineAsync(new BackupPiece.Header(Name, Version, takenAt, simulated)).ConfigureAwait(false);
            var count = 0L;
            await foreach (var piece in pieces.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                await WriteLineAsync(piece).ConfigureAwait(false);
                count++;
            }

            await WriteLineAsync(new BackupPiece.Footer(count, Convert.ToHexStringLower(hash.GetCurrentHash()))).ConfigureAwait(false);
            return count;

            async Task WriteLineAsync(BackupPiece piece)
            {
                byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(piece, BackupJson.Lines.BackupPiece), (byte)'\n'];
                hash.AppendData(line);
                await gzip.WriteAsync(line, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Reads a backup's pieces, including the first but not the last, and checks them on the way; only at the end is it known to be
    /// complete.
    /// </summary>
    /// <exception cref="InvalidDataException">It is not a backup, or is from a newer version, cut off or damaged. The message is one line
    /// for the operator.</exception>
    public static async IAsyncEnumerable<BackupPiece> ReadAsync(Stream from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var gzip = new GZipStream(from, CompressionMode.Decompress, leaveOpen: true);
        await using (gzip.ConfigureAwait(false))
        {
            using var lines = new StreamReader(gzip, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (var number = 0L; ; number++)
            {
                var line = await ReadLineAsync(lines, cancellationToken).ConfigureAwait(false)
                    ?? throw new InvalidDataException("The backup is cut off.");
                var piece = Parse(line);
                if ((number == 0) != (piece is BackupPiece.Header { Format: Name }))
                {
                    throw NotOurs();
                }

                if (piece is BackupPiece.Header { Version: > Version } newer)
                {
                    throw new InvalidDataException(
                        $"The backup was written by a newer server (version {newer.Version}; this one knows {Version})."
                    );
                }

                if (piece is BackupPiece.Footer footer)
                {
                    if (footer.Pieces != number - 1 || footer.Sha256 != Convert.ToHexStringLower(hash.GetCurrentHash()))
                    {
                        throw new InvalidDataException("The backup is damaged.");
                    }

                    yield break;
                }

                hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
                yield return piece;
            }
        }
    }

    private static InvalidDataException NotOurs(Exception? inner = null) => new("This is not a backup of ToolTime.", inner);

    private static async Task<string?> ReadLineAsync(StreamReader lines, CancellationToken cancellationToken)
    {
        try
        {
            return await lines.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidDataException or DecoderFallbackException)
        {
            throw new InvalidDataException("The backup is damaged, or is not one of ToolTime.", exception);
        }
    }

    private static BackupPiece Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, BackupJson.Lines.BackupPiece) ?? throw NotOurs();
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw NotOurs(exception);
        }
    }
}

/// <summary>Pieces as lines of JSON. Stored contents are JSON too, so as little as possible is escaped.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(BackupPiece))]
internal sealed partial class BackupJson : JsonSerializerContext
{
    /// <summary>The serializer context for lines.</summary>
    public static readonly BackupJson Lines = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
