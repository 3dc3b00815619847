using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using ToolTime.Api.Problems;
using ToolTime.Calendar;
using ToolTime.Submissions;

namespace ToolTime.Api.Submissions;

/// <summary>Checks made once a submission's fields are valid: its signature and its time.</summary>
internal static class SubmissionChecks
{
    /// <summary>The header of the optional signature.</summary>
    public const string SignatureHeader = "X-Signature";

    /// <summary>
    /// Whether there is no signature, or a correct one: HMAC-SHA256 of the exact JSON with the token as key, in hex digits of either case.
    /// It proves only that the body arrived unchanged, since the key is inside.
    /// </summary>
    public static bool IsSignatureRight(StringValues header, string token, ReadOnlySpan<byte> json)
    {
        if (header.Count == 0)
        {
            return true;
        }

        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (
            header.Count > 1
            || Convert.FromHexString(header.ToString(), given, out _, out var written) != OperationStatus.Done
            || written != given.Length
        )
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), json, expected);
        return CryptographicOperations.FixedTimeEquals(given, expected);
    }

    /// <summary>Adds faults for reports that are too old or from the future.</summary>
    public static void CheckTime(ParsedSubmission parsed, IngestionOptions limits, DateTimeOffset now, FaultList faults)
    {
        if (parsed.Generated is { } generated)
        {
            Check(generated, now - limits.MaxAge, now + limits.MaxFuture, "/generated", faults);
        }
        else if (parsed.Submission is DayCellSubmission cells)
        {
            foreach (var (position, cell) in cells.Days.Index())
            {
                Check(cell.Day, (now - limits.MaxAge).UtcDay(), (now + limits.MaxFuture).UtcDay(), $"/days/{position}/day", faults);
            }
        }
    }

    private static void Check<T>(T value, T earliest, T latest, string pointer, FaultList faults)
        where T : IComparable<T>
    {
        if (value.CompareTo(earliest) < 0)
        {
            faults.Add(pointer, FaultCode.TooOld, "The report is too old.");
        }
        else if (value.CompareTo(latest) > 0)
        {
            faults.Add(pointer, FaultCode.InFuture, "The report is from the future.");
        }
    }
}
