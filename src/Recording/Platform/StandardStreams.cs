namespace ToolTime.Recording.Platform;

/// <summary>What .NET's console does not know of standard input, output and error.</summary>
internal static class StandardStreams
{
    private const int Output = 1;
    private const int Error = 2;
    private const int Reading = 0;
    private const int Writing = 1;

    /// <summary>True if a pipe's reader has left, which a write does not show. A command that waits for more to print ends then.</summary>
    public static bool IsOutputUnread => Libc.IsUsable && (Ask(Output) & (Libc.PollError | Libc.PollHangUp)) != 0;

    /// <summary>
    /// Opens those that were closed before the command started, as some schedulers do: the next file that it opens would get their number,
    /// and messages would end up in it. Reading finds the end, writing output fails as before, and messages are lost.
    /// </summary>
    public static void OpenClosed()
    {
        for (var descriptor = 0; Libc.IsUsable && descriptor <= Error; descriptor++)
        {
            if ((Ask(descriptor) & Libc.PollInvalid) != 0)
            {
                // The lowest free number is this one.
                _ = Libc.Open("/dev/null", descriptor is Error ? Writing : Reading);
            }
        }
    }

    private static unsafe int Ask(int descriptor)
    {
        var poll = new Libc.PollDescriptor { Descriptor = descriptor };
        return Libc.Poll(&poll, 1, 0) > 0 ? poll.Answered : 0;
    }
}
