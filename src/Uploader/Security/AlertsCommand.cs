using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ToolTime.Monitor.Security;
using ToolTime.Monitor.Security.Alerts;
using ToolTime.Monitor.Security.Settings;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Security;

/// <summary>`tooltime alerts`: shows where alerts go, and what was sent where.</summary>
internal static class AlertsCommand
{
    private const int UsualLines = 50;

    public static Command Create(Func<Func<CommandContext, int>, int> guarded)
    {
        var json = new Option<bool>("--json") { Description = "Print JSON, one line per alert and channel. Default: text. Example: --json" };
        var test = new Command("test", "Send a test alert through every channel and show the result.");
        test.SetAction(_ => guarded(Test));
        var send = new Command("send", "Send waiting alerts (started by hooks).") { Hidden = true };
        send.SetAction(_ => guarded(context =>
        {
            new AlertSender(context.Home, TimeProvider.System).SendPendingAsync(CancellationToken.None).GetAwaiter().GetResult();
            return ExitCode.Fine;
        }));
        var command = new Command("alerts", "Show where alerts about dangerous calls go, and which were sent.") { json, Add(guarded), Remove(guarded), test, send };
        command.SetAction(parsed => guarded(context => Show(context, parsed.GetValue(json))));
        return command;
    }

    private static Command Add(Func<Func<CommandContext, int>, int> guarded)
    {
        var kind = new Argument<string>("kind") { Description = $"{string.Join(", ", AlertChannels.Kinds)}. Example: webhook" };
        kind.AcceptOnlyFromAmong([.. AlertChannels.Kinds]);
        var target = new Argument<string?>("target")
        {
            Description = "The address, the log file, or the command to run. Example: https://example.org/hook",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var from = SecurityCommands.Severity("The lowest severity that goes there. Default: high. Example: --from critical");
        var command = new Command("add", "Add a channel for alerts.") { kind, target, from };
        command.SetAction(parsed => guarded(context =>
        {
            var path = parsed.GetValue(target);
            var channel = new AlertChannelSettings(
                parsed.GetValue(kind)!, parsed.GetValue(from) ?? "high",
                parsed.GetValue(kind) is "log" && path is { Length: > 0 } ? Path.GetFullPath(path) : path);
            if (AlertChannels.FaultOf(channel) is { } fault)
            {
                throw new ConfigException($"Not a valid channel: {fault}.");
            }

            GuardSettingsFile.Update(context.Home, settings => settings with { Channels = [.. settings.Channels, channel] });
            context.Say($"Alerts of {channel.From} or above now go to {channel.Kind}. Try it with `tooltime alerts test`.");
            return ExitCode.Fine;
        }));
        return command;
    }

    private static Command Remove(Func<Func<CommandContext, int>, int> guarded)
    {
        var number = new Argument<int>("number") { Description = "The channel's number in `tooltime alerts`. Example: 1" };
        var command = new Command("remove", "Remove a channel.") { number };
        command.SetAction(parsed => guarded(context =>
        {
            var place = parsed.GetValue(number) - 1;
            GuardSettingsFile.Update(context.Home, settings => place >= 0 && place < settings.Channels.Count
                ? settings with { Channels = [.. settings.Channels.Where((_, index) => index != place)] }
                : throw new ConfigException($"There is no channel {place + 1}; `tooltime alerts` lists them."));
            context.Say($"Channel {place + 1} is removed.");
            return ExitCode.Fine;
        }));
        return command;
    }

    private static int Show(CommandContext context, bool asJson)
    {
        if (asJson)
        {
            foreach (var alert in AlertHistory.Read(context.Home))
            {
                context.Write(JsonSerializer.Serialize(alert, AlertJson.Default.SentAlert));
            }

            return ExitCode.Fine;
        }

        var channels = GuardSettingsFile.Read(context.Home).Channels;
        if (channels.Count == 0)
        {
            context.Write("There are no channels, so no alerts are sent. `tooltime alerts add KIND` adds one.");
        }

        for (var index = 0; index < channels.Count; index++)
        {
            context.Write($"{index + 1}  {channels[index].Kind}, from {channels[index].From} on{Shown(channels[index])}");
        }

        var zone = context.Zone;
        foreach (var sent in AlertHistory.Read(context.Home).TakeLast(UsualLines))
        {
            var at = TimeZoneInfo.ConvertTime(sent.At, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            var times = sent.Count > 1 ? $", {sent.Count} times" : "";
            var tries = sent.Tries > 1 ? $" after {sent.Tries} tries" : "";
            context.Write($"{at}  {sent.Channel,-8}  {sent.Severity,-8}  {sent.Rule}{times}: {sent.Outcome}{tries}");
        }

        return ExitCode.Fine;
    }

    // The address of a webhook is as good as a password.
    private static string Shown(AlertChannelSettings channel) =>
        Uri.TryCreate(channel.Target, UriKind.Absolute, out var address) && channel.Kind is "webhook" or "slack" or "discord"
            ? $": {new Uri(channel.Target!).Host}" : channel.Target is null ? "" : $": {channel.Target}";

    private static int Test(CommandContext context)
    {
        var channels = GuardSettingsFile.Read(context.Home).Channels;
        if (channels.Count == 0)
        {
            context.Say("No channels: `tooltime alerts add KIND` adds one.");
            return ExitCode.NothingToDo;
        }

        var alert = new QueuedAlert(
            new Alert
            {
                At = context.Now,
                Client = "tooltime",
                Session = "test",
                Project = "",
                Tool = "Bash",
                Rule = "alerts.test",
                Severity = WireName.From(Severity.Critical),
                Finds = "This is a test. Nothing happened.",
            },
            ControllingTerminal.Find());
        var sent = Task.WhenAll(channels.Select(channel => ChannelWorker.SendAsync(
            AlertChannels.Create(channel), channel, alert, TimeProvider.System, CancellationToken.None))).GetAwaiter().GetResult();
        foreach (var result in sent)
        {
            AlertHistory.Add(context.Home, result);
            context.Write($"{result.Channel,-8}  {result.Outcome}{(result.Tries > 1 ? $" after {result.Tries} tries" : "")}");
        }

        return sent.All(result => result.IsSent) ? ExitCode.Fine : ExitCode.Failed;
    }
}
