using ToolTime.Recording.Home;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime share auto`: started by a hook in a process of its own. Sends if it is time to, and prints nothing.</summary>
internal static class ShareAuto
{
    // Far longer than an upload takes. If this process is killed, the next starts after this time.
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(15);

    public static int Run(CommandContext context)
    {
        // The agent's working folder may be removed meanwhile.
        Directory.SetCurrentDirectory(context.Home.Path);
        var config = ConfigFile.Load(context.Home, context.Clock);
        if (ShareNow.Refusal(context, config) is not null)
        {
            return ExitCode.NoConsent;
        }

        using var held = WorkLock.TryAcquire(context.Home);
        if (held is null)
        {
            return ExitCode.NothingToDo;
        }

        if (ShareTimer.Decide(context, config) is not { IsDue: true })
        {
            ShareTimer.Set(context, config);
            return ExitCode.NothingToDo;
        }

        new UploadQueue(context.Home).HoldTimer(context.Now + Hold);
        return ShareNow.Send(context with { Messages = TextWriter.Null }, config, UploadSchedule.MaxRequestsPerDay);
    }
}
