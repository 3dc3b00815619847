using ToolTime.Monitor.Settings;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;
using ToolTime.Uploader.Security;

namespace ToolTime.Uploader.Live;

/// <summary>What follows agents, by the environment and the files of the home.</summary>
internal static class MonitorSetup
{
    public static MonitorOptions Options(CommandContext context, bool isPolled) => new()
    {
        Home = context.Home,
        Environment = context.Environment,
        Prices = Prices.Read(context),
        Zone = context.Zone,
        Now = () => context.Renewed().Now,
        Engine = SecuritySetup.PastEngine(context, file: null),
        HasSentiment = ConfigFile.Load(context.Home, context.Clock).Sentiment,
        IsPolled = isPolled,
    };
}
