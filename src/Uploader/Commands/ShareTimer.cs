using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Commands;

/// <summary>Decides when the next automatic upload is due, and sets the hooks' timer, except in a dry run.</summary>
internal static class ShareTimer
{
    public static UploadDecision? Decide(CommandContext context, ConfigFile config)
    {
        if (Consent.InForce(config) is not { } consent)
        {
            return null;
        }

        var queue = new UploadQueue(context.Home);
        var state = queue.Read().For(ShareTarget.Server(context, config));
        var last = config.LastUploadAt is { } upload && upload > consent.At ? upload : consent.At;
        return UploadSchedule.Decide(state, last, queue.Gathered(state, Today(context)), context.Now);
    }

    public static void Set(CommandContext context, ConfigFile config)
    {
        if (context.IsDryRun)
        {
            return;
        }

        if (Decide(context, config) is { } decision)
        {
            new UploadQueue(context.Home).SetTimer(decision, Today(context));
        }
        else
        {
            new UploadQueue(context.Home).ClearTimer();
        }
    }

    private static DateOnly Today(CommandContext context) => context.Now.UtcDay();
}
