using System.Runtime.InteropServices;
using ToolTime.Recording.Json;
using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Hooks;

/// <summary>
/// Standard input, read up to the end of one JSON object and no further, so that a writer that leaves the pipe open does not block the
/// hook. At most 64 MiB, 2 seconds without a byte, and 5 seconds in total.
/// </summary>
internal static class StandardInput
{
    /// <summary>How much is copied: far more than a command, but less than a tool's longest output.</summary>
    public const int MaxCopy = 4 * 1024 * 1024;

    private const int MaxBytes = 64 * 1024 * 1024;
    private const int MaxStallMs = 2000;
    private const int MaxWaitMs = 5000;
    private const int BufferSize = 64 * 1024;

    /// <param name="scanner">Extracts the fields.</param>
    /// <param name="copy">Receives the input up to <see cref="MaxCopy"/>; null if not needed.</param>
    public static InputEnd Feed(JsonFieldScanner scanner, MemoryStream? copy)
    {
        if (!OperatingSystem.IsWindows())
        {
            return Feed(scanner, copy, ReadWithPoll);
        }

        // Windows cannot wait for a pipe with a time limit; an abandoned thread ends with the process.
        var end = InputEnd.Broken;
        var reader = new Thread(() => end = Feed(scanner, copy, ReadStream)) { IsBackground = true };
        reader.Start();
        return reader.Join(MaxWaitMs) ? end : InputEnd.Broken;
    }

    private static InputEnd Feed(JsonFieldScanner scanner, MemoryStream? copy, ReadBytes read)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(BufferSize);
        var deadline = Environment.TickCount64 + MaxWaitMs;
        for (var total = 0; total < MaxBytes;)
        {
            var count = read(buffer, (int)Math.Clamp(deadline - Environment.TickCount64, 0, MaxStallMs));
            if (count <= 0)
            {
                return InputEnd.Broken;
            }

            scanner.Feed(new ReadOnlySpan<byte>(buffer, 0, count));
            if (copy?.Length < MaxCopy)
            {
                copy.Write(buffer, 0, count);
            }

            if (scanner.IsComplete)
            {
                return InputEnd.Complete;
            }

            if (scanner.IsBad)
            {
                return InputEnd.Broken;
            }

            total += count;
        }

        return InputEnd.TooLong;
    }

    private delegate int ReadBytes(byte[] buffer, int waitMs);

    private static int ReadStream(byte[] buffer, int waitMs) => Console.OpenStandardInput().Read(buffer);

    private static unsafe int ReadWithPoll(byte[] buffer, int waitMs)
    {
        var poll = new Libc.PollDescriptor { Descriptor = 0, Events = Libc.PollIn };
        if (Libc.Poll(&poll, 1, waitMs) <= 0)
        {
            return Marshal.GetLastSystemError() == Libc.Interrupted && waitMs > 0 ? ReadWithPoll(buffer, waitMs / 2) : -1;
        }

        fixed (byte* start = buffer)
        {
            return (int)Libc.Read(0, start, buffer.Length);
        }
    }
}

/// <summary>How the reading of a hook's input ended.</summary>
internal enum InputEnd
{
    /// <summary>A whole JSON object was read.</summary>
    Complete,

    /// <summary>The input is not a JSON object, or ended or stalled too early.</summary>
    Broken,

    /// <summary>The input is longer than a hook reads.</summary>
    TooLong,
}
