using System.Globalization;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that load a network or server until it fails.</summary>
internal static class FloodPrograms
{
    /// <summary>More requests than a benchmark needs.</summary>
    private const int ManyRequests = 1_000_000;

    /// <summary>More connections at once than one machine needs to measure another.</summary>
    private const int ManyConnections = 5000;
    private const int ManyUsers = 1000;

    private static readonly string[] Durations = ["-z", "-d", "-t"];

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["hping3"] = programs["hping"] = programs["nping"] = call =>
            Note(call, call.Args.Any(arg => arg.Text is "--flood" or "--faster"));
        programs["slowloris"] = programs["goldeneye"] = programs["t50"] = programs["mdk4"] = programs["dhcpig"] = call => Note(call, true);
        programs["ab"] = programs["hey"] = programs["bombardier"] = programs["h2load"] = programs["wrk"] = programs["wrk2"] =
            programs["siege"] = programs["oha"] = programs["autocannon"] = Measure;
        programs["vegeta"] = call => Note(call, call.Args.Any(arg => arg.Text is "-rate=0" or "--rate=0"));
        programs["masscan"] = programs["zmap"] = call => Note(call,
            call.Args.Any(arg => arg.Text is "0.0.0.0/0" or "0/0"));
        programs["macof"] = programs["arpspoof"] = programs["ettercap"] = programs["bettercap"] = call => Note(call, call.Args.Count > 0);
    }

    /// <summary>A ping, which may also carry data in its name or payload.</summary>
    public static Content Ping(Call call)
    {
        var arguments = Arguments.Read(call.Args, new OptionSpec("-c -s -i -w -W -t -I -p -Q -M -l -m"));
        if (arguments.Has("-f") && arguments.Operands is [.., var host] && !Hosts.IsLocal(host.Text))
        {
            call.Emit(EffectKind.Spin, "a flood by ping");
        }

        return NetworkPrograms.Lookup(call);
    }

    private static Content Measure(Call call)
    {
        var arguments = Arguments.Read(call.Args, new OptionSpec("-n -c -t -s -H -m -d -T -p -q -z -l --requests --connections"));
        var isMany = Number(arguments.Value("-n", "--requests")) >= ManyRequests
            || Number(arguments.Value("-c", "--connections", "--concurrent")) >= (call.Name is "siege" ? ManyUsers : ManyConnections)
            || Array.Exists(Durations, option => IsHours(arguments.Value(option)?.Text));
        return Note(call, isMany && arguments.Operands is [var address, ..] && !Hosts.IsLocal(NetworkPrograms.Host(address.Text)));
    }

    /// <summary>Whether a command asks another machine for something.</summary>
    public static bool IsOfOther(IReadOnlyList<Field> command) => command is [{ Text: "curl" or "wget" or "http" or "https" or "xh" }, ..]
        && command.FirstOrDefault(field => field.Text.Contains("://", StringComparison.Ordinal)) is { } address
        && !Hosts.IsLocal(NetworkPrograms.Host(address.Text));

    private static bool IsHours(string? text) =>
        text is [.., 'h'] and not "0h" && text.AsSpan(0, text.Length - 1).IndexOfAnyExceptInRange('0', '9') < 0;

    private static int Number(Field? value) =>
        int.TryParse(value?.Text, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static Content Note(Call call, bool isFlood)
    {
        if (isFlood)
        {
            call.Emit(EffectKind.Spin, $"a flood by {call.Name}");
        }

        return Content.Unknown;
    }
}
