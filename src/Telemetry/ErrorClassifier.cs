using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace ToolTime.Telemetry;

/// <summary>Classifies exceptions by type, never by message.</summary>
public static class ErrorClassifier
{
    private const int NoSpaceOnUnix = 28;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    /// <summary>The class of an exception.</summary>
    public static ErrorKind From(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception switch
        {
            TimeoutException or OperationCanceledException { InnerException: TimeoutException } => ErrorKind.Timeout,
            OperationCanceledException => ErrorKind.Cancelled,
            HttpRequestException { StatusCode: { } status } => From(status),
            HttpRequestException or SocketException => ErrorKind.Network,
            JsonException or InvalidDataException or FormatException => ErrorKind.InvalidResponse,
            UnauthorizedAccessException => ErrorKind.Permission,
            FileNotFoundException or DirectoryNotFoundException or KeyNotFoundException => ErrorKind.NotFound,
            IOException { HResult: NoSpaceOnUnix or NoSpaceOnWindows } => ErrorKind.DiskFull,
            IOException { InnerException: SocketException } => ErrorKind.Network,
            OutOfMemoryException => ErrorKind.OutOfMemory,
            ArgumentException => ErrorKind.InvalidRequest,
            AggregateException { InnerExceptions: [var only] } => From(only),
            _ => ErrorKind.Other,
        };
    }

    /// <summary>The class of an HTTP error status.</summary>
    public static ErrorKind From(HttpStatusCode status) => (int)status switch
    {
        401 => ErrorKind.Authentication,
        402 => ErrorKind.QuotaExceeded,
        403 => ErrorKind.Permission,
        404 => ErrorKind.NotFound,
        408 or 504 => ErrorKind.Timeout,
        429 => ErrorKind.RateLimited,
        503 or 529 => ErrorKind.Overloaded,
        >= 400 and < 500 => ErrorKind.InvalidRequest,
        >= 500 => ErrorKind.ServerError,
        _ => ErrorKind.Other,
    };
}
