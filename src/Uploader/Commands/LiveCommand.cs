using System.CommandLine;
using ToolTime.Monitor.Overview;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Live;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime live`: what agents do now, in the terminal.</summary>
internal static class LiveCommand
{
    /// <summary>The token for the server that `--connect` names.</summary>
    public const string TokenVariable = "TOOLTIME_TOKEN";

    private const int HeightElsewhere = 40;

    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MostPause = TimeSpan.FromSeconds(5);

    public static Command Create(VerbBuilder verbs)
    {
        var project = new Option<string?>("--project")
        {
            Description = "Only this project's sessions and calls, by its folder's name. Default: all. Example: --project shop",
            HelpName = "NAME",
        };
        var once = new Option<bool>("--once") { Description = "Print it once and exit. Default: until q; with --json at each change and every 5 seconds. Example: --once" };
        var connect = new Option<string?>("--connect")
        {
            Description = $"The server to ask, with its token in {TokenVariable}. Default: `tooltime serve` here, or none. Example: --connect http://127.0.0.1:9000",
            HelpName = "URL",
        };
        connect.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Server(token.Value) is null)
            {
                result.AddError("--connect takes an address such as http://127.0.0.1:8788 or ws://127.0.0.1:8788.");
            }
        });
        var command = new Command("live", "Show what agents do now: tokens, cost, rate, window, sessions, subagents and last calls.")
        {
            project,
            once,
            connect,
        };
        return verbs.Lists(command, (context, parsed) =>
            RunAsync(context, parsed.GetValue(project), parsed.GetValue(once), parsed.GetValue(connect)).GetAwaiter().GetResult()
        );
    }

    private static async Task<int> RunAsync(CommandContext context, string? project, bool isOnce, string? connect)
    {
        try
        {
            await using var source = await SourceAsync(context, connect);
            if (context.AsJson)
            {
                await PrintJsonAsync(context, source, project, isOnce);
            }
            else if (isOnce || Console.IsOutputRedirected || Terminal.IsDumb(context.Environment))
            {
                Print(context, source, project);
            }
            else
            {
                await ShowAsync(context, source, project);
            }

            return ExitCode.Fine;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            context.Say("The server did not answer, or refused the token.");
            return ExitCode.Network;
        }
    }

    private static async Task<ILiveSource> SourceAsync(CommandContext context, string? connect)
    {
        if (connect is not null)
        {
            // A line end often comes with what was pasted, or read from a file.
            var token = context.Environment(TokenVariable)?.Trim();
            if (string.IsNullOrEmpty(token) || !token.All(char.IsAscii) || token.Any(char.IsControl))
            {
                throw new ConfigException($"Set {TokenVariable} to the token of that server: it is in its serve.json.");
            }

            return await ServedAsync(context, new ServeClient(Server(connect)!, token));
        }

        return ServeClient.Find(context.Home) is { } serve ? await ServedAsync(context, serve) : await OwnSource.BeginAsync(context);
    }

    private static async Task<ILiveSource> ServedAsync(CommandContext context, ServeClient serve)
    {
        if (serve.IsReading())
        {
            context.Say("`tooltime serve` is reading the transcripts for the first time; this waits for it.");
            do
            {
                await Task.Delay(LeastPause, TimeProvider.System);
            }
            while (serve.IsReading());
        }

        return new ServeSource(serve);
    }

    private static async Task PrintJsonAsync(CommandContext context, ILiveSource source, string? project, bool isOnce)
    {
        using var ended = new EndSignals();
        while (!ended.Token.IsCancellationRequested && !StandardStreams.IsOutputUnread)
        {
            context.WriteJson(source.Snapshot(project).ForProject(project), OverviewJson.Default.LiveSnapshot);
            if (isOnce)
            {
                return;
            }

            await PauseAsync(source, ended.Token);
        }
    }

    private static void Print(CommandContext context, ILiveSource source, string? project)
    {
        var screen = new LiveScreen(Terminal.FromConsole(context.Environment), context.Zone);
        foreach (var line in screen.Render(source.Snapshot(project), project, HeightElsewhere))
        {
            context.Write(line);
        }
    }

    private static async Task ShowAsync(CommandContext context, ILiveSource source, string? project)
    {
        using var ended = new EndSignals();
        using var keys = new LiveKeys(ended);
        using var screen = new AlternateScreen(context);
        while (!ended.Token.IsCancellationRequested)
        {
            var view = source.Snapshot(project);
            var shown = project ?? keys.Project(view);
            // The real size, whatever COLUMNS says: a wider line would wrap, and a taller screen would scroll.
            var terminal = Terminal.FromConsole(context.Environment);
            var width = Console.WindowWidth > 0 ? Console.WindowWidth : terminal.Width;
            var height = Console.WindowHeight > 0 ? Console.WindowHeight : HeightElsewhere;
            terminal = terminal with { Width = width };
            screen.Draw(new LiveScreen(terminal, context.Zone).Render(view, shown, height - 1), TextWidth.Cut(LiveKeys.Help, width));
            using var waited = CancellationTokenSource.CreateLinkedTokenSource(ended.Token);
            var pause = PauseAsync(source, waited.Token);
            await Task.WhenAny(pause, keys.Pressed);
            // A wait that is left running would take the next event.
            await waited.CancelAsync();
            await pause;
        }
    }

    // Refreshes when something happens, but not faster than anyone can read.
    private static async Task PauseAsync(ILiveSource source, CancellationToken ended)
    {
        try
        {
            await Task.Delay(LeastPause, TimeProvider.System, ended);
            await source.WaitAsync(MostPause, ended);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
        }
    }

    private static Uri? Server(string text) =>
        Uri.TryCreate(text.Replace("ws://", "http://", StringComparison.OrdinalIgnoreCase), UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
            ? new Uri(address.GetLeftPart(UriPartial.Authority) + "/")
            : null;
}
