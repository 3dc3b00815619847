using ToolTime.Monitor.Settings;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;
using ToolTime.Uploader.Security;

namespace ToolTime.Uploader.Live;

/// <summary>The options for following agents, from the environment and the home's files.</summary>
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
