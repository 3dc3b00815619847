using System.Globalization;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that load a network or server until it fails.</summary>
internal static class FloodPrograms
{
    /// <summary>More requests than a benchmark needs.</summary>
    private const int ManyRequests = 1_000_000;

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["hping3"] = programs["hping"] = programs["nping"] = call =>
            Note(call, call.Args.Any(arg => arg.Text is "--flood" or "--faster"));
        programs["slowloris"] = programs["goldeneye"] = programs["t50"] = programs["mdk4"] = programs["dhcpig"] = call => Note(call, true);
        programs["ab"] = programs["hey"] = programs["bombardier"] = programs["h2load"] = Measure;
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
        var arguments = Arguments.Read(call.Args, new OptionSpec("-n -c -t -s -H -m -d -T -p -k -q -z -l --requests --connections"));
        var isMany = int.TryParse(arguments.Value("-n", "--requests")?.Text, CultureInfo.InvariantCulture, out var count)
            && count >= ManyRequests;
        return Note(call, isMany && arguments.Operands is [var address, ..] && !Hosts.IsLocal(NetworkPrograms.Host(address.Text)));
    }

    private static Content Note(Call call, bool isFlood)
    {
        if (isFlood)
        {
            call.Emit(EffectKind.Spin, $"a flood by {call.Name}");
        }

        return Content.Unknown;
    }
}
