using System.Runtime.InteropServices;
using ToolTime.Recording.Json;
using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Hooks;

/// <summary>
/// Standard input, read up to the end of one JSON object and no further, so that a writer that leaves the pipe open is not waited for.
/// At most 64 MiB, 2 seconds without a byte, and 5 seconds in all.
/// </summary>
internal static class StandardInput
{
    /// <summary>How much is copied: far more than a command, and less than a tool's longest output.</summary>
    public const int MaxCopy = 4 * 1024 * 1024;

    private const int MaxBytes = 64 * 1024 * 1024;
    private const int MaxStallMs = 2000;
    private const int MaxWaitMs = 5000;
    private const int BufferSize = 64 * 1024;

    /// <param name="scanner">Takes what is read.</param>
    /// <param name="copy">Takes it too, as far as <see cref="MaxCopy"/>; null where nobody asks for it.</param>
    public static InputEnd Feed(JsonFieldScanner scanner, MemoryStream? copy)
    {
        if (!OperatingSystem.IsWindows())
        {
            return Feed(scanner, copy, ReadWithPoll);
        }

        // Windows cannot wait for a pipe with a time limit; a thread that is left behind dies with the process.
        var end = InputEnd.Broken;
        var reader = new Thread(() => end = Feed(scanner, copy, ReadStream)) { IsBackground = true };
        reader.Start();
        return reader.Join(MaxWaitMs) ? end : InputEnd.Broken;
    }

    private static InputEnd Feed(JsonFieldScanner scanner, MemoryStream? copy, ReadBytes read)
    {
        var buffer = new byte[BufferSize];
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

    /// <summary>The input is no JSON object, or stopped or stalled before its end.</summary>
    Broken,

    /// <summary>The input is longer than a hook reads.</summary>
    TooLong,
}
