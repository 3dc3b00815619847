using System.CommandLine;
using System.Globalization;
using ToolTime.Monitor.Security;
using ToolTime.Monitor.Security.Alerts;
using ToolTime.Monitor.Security.Settings;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Connecting;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Security;

/// <summary>`tooltime alerts`: shows where alerts go, and what was sent where.</summary>
internal static class AlertsCommand
{
    private const int UsualLines = 50;

    public static Command Create(VerbBuilder verbs) =>
        verbs.Reads(
            new("alerts", "Show where alerts about dangerous calls go, and which were sent.")
            {
                Add(verbs),
                Remove(verbs),
                verbs.Changes(new("test", "Send a test alert through every channel and show the result."), (context, _) => Test(context)),
                verbs.Serves(new("send", "Send waiting alerts (started by hooks).") { Hidden = true }, (context, _) => Send(context)),
            },
            (context, _) => Show(context)
        );

    private static int Send(CommandContext context)
    {
        new AlertSender(context.Home, TimeProvider.System).SendPendingAsync(CancellationToken.None).GetAwaiter().GetResult();
        return ExitCode.Fine;
    }

    private static Command Add(VerbBuilder verbs)
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
        return verbs.Changes(command, (context, parsed) =>
        {
            var path = parsed.GetValue(target);
            var channel = new AlertChannelSettings(
                parsed.GetValue(kind)!, parsed.GetValue(from) ?? "high",
                parsed.GetValue(kind) is "log" && path is { Length: > 0 } ? Path.GetFullPath(path) : path);
            if (AlertChannels.FaultOf(channel) is { } fault)
            {
                throw new ConfigException($"Not a valid channel: {fault}.");
            }

            var now = GuardSettingsFile.Update(
                context.Home,
                settings => settings with { Channels = [.. settings.Channels, channel] },
                context.IsDryRun);
            return Report(
                context,
                now.Channels.Count,
                channel,
                EvaluatingHooks.AreConnected(context)
                    ? [$"Alerts of {channel.From} or above now go to {channel.Kind}. Try it with `tooltime alerts test`."]
                    : [
                        $"Alerts of {channel.From} or above now go to {channel.Kind}, while `tooltime serve` runs. Try it with `tooltime alerts test`.",
                        "No hook is connected that would check calls before they run: `tooltime connect --user` connects your agent.",
                    ]);
        });
    }

    private static Command Remove(VerbBuilder verbs)
    {
        var number = new Argument<int>("number") { Description = "The channel's number in `tooltime alerts`. Example: 1" };
        return verbs.Changes(new("remove", "Remove a channel.") { number }, (context, parsed) =>
        {
            var place = parsed.GetValue(number) - 1;
            AlertChannelSettings? removed = null;
            GuardSettingsFile.Update(
                context.Home,
                settings =>
                {
                    removed = settings.Channels.ElementAtOrDefault(place)
                        ?? throw new ConfigException($"There is no channel {place + 1}; `tooltime alerts` lists them.");
                    return settings with { Channels = [.. settings.Channels.Where((_, index) => index != place)] };
                },
                context.IsDryRun);
            return Report(context, place + 1, removed!, $"Channel {place + 1} is removed.");
        });
    }

    private static int Report(CommandContext context, int number, AlertChannelSettings channel, params string[] sentences)
    {
        context.Report(
            new ChannelChange(context.IsDryRun, number, channel.Kind, channel.From),
            ClientJson.Default.ChannelChange,
            sentences);
        return ExitCode.Fine;
    }

    private static int Show(CommandContext context)
    {
        IReadOnlyList<ChannelLine> channels =
        [
            .. GuardSettingsFile.Read(context.Home).Channels
                .Select((channel, index) => new ChannelLine(index + 1, channel.Kind, channel.From, Target(channel))),
        ];
        if (context.AsJson)
        {
            context.WriteJson(new AlertList(channels, [.. AlertHistory.Read(context.Home)]), ClientJson.Default.AlertList);
            return ExitCode.Fine;
        }

        if (channels.Count == 0)
        {
            context.Write("There are no channels, so no alerts are sent. `tooltime alerts add KIND` adds one.");
        }

        foreach (var channel in channels)
        {
            context.Write(
                $"{channel.Number}  {channel.Channel}, from {channel.From} on{(channel.Target is null ? "" : $": {channel.Target}")}");
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

    // A webhook's address works like a password.
    private static string? Target(AlertChannelSettings channel) =>
        channel.Kind is "webhook" or "slack" or "discord" && Uri.TryCreate(channel.Target, UriKind.Absolute, out var address)
            ? address.Host
            : channel.Target;

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
        if (context.IsDryRun)
        {
            return Report(context, [.. channels.Select(channel => new ChannelTest(channel.Kind, IsSent: false, Tries: 0, Outcome: null))]);
        }

        var sent = Task.WhenAll(channels.Select(channel => ChannelWorker.SendAsync(
            AlertChannels.Create(channel), channel, alert, TimeProvider.System, CancellationToken.None))).GetAwaiter().GetResult();
        foreach (var result in sent)
        {
            AlertHistory.Add(context.Home, result);
        }

        return Report(context, [.. sent.Select(result => new ChannelTest(result.Channel, result.IsSent, result.Tries, result.Outcome))]);
    }

    private static int Report(CommandContext context, IReadOnlyList<ChannelTest> tests)
    {
        if (context.AsJson)
        {
            context.WriteJson(new AlertTest(context.IsDryRun, tests), ClientJson.Default.AlertTest);
        }

        foreach (var test in context.AsJson ? [] : tests)
        {
            context.Write($"{test.Channel,-8}  {test.Outcome ?? "a test alert is sent"}{(test.Tries > 1 ? $" after {test.Tries} tries" : "")}");
        }

        return context.IsDryRun || tests.All(test => test.IsSent) ? ExitCode.Fine : ExitCode.Failed;
    }
}
