using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that clear a machine's logs or disguise files; <see cref="TriggerTable"/> has more, and those that turn protection off.</summary>
internal static class GuardPrograms
{
    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["utmpdump"] = WriteLogins;
        programs["logrotate"] = call => call.EmitIf(
            call.Args.Any(arg => arg.Text is "-f" or "--force") && (call.State.Traits & EffectTraits.Privileged) != 0,
            EffectKind.ClearLogs,
            "logrotate -f"
        );
        programs["chattr"] = call => call.EmitIf(call.Args.Any(arg => IsLock(arg.Text)), EffectKind.Disguise, "chattr");
        programs["xattr"] = call => call.EmitIf(RemovesQuarantine(call.Args), EffectKind.Disguise, "xattr of the quarantine");
    }

    private static Content WriteLogins(Call call)
    {
        if (call.Args.Any(arg => arg.Text is "-r" or "--reverse")
            && Arguments.Read(call.Args, new OptionSpec("-o --output")).Value("-o", "--output") is { } records)
        {
            call.Emit(EffectKind.ClearLogs, "utmpdump -r", call.Path(records.Text));
        }

        return Content.Unknown;
    }

    // `+i` and `+a` forbid changes; they may stand among other letters.
    private static bool IsLock(string attributes) =>
        attributes is "+i" or "-i" or "+a" or "-a" || (attributes.StartsWith('+') && attributes.Contains('i', StringComparison.Ordinal));

    private static bool RemovesQuarantine(IReadOnlyList<Field> args) =>
        args is [{ Text: var first }, ..]
        && !args.Any(arg => arg.Text.Contains("node_modules/", StringComparison.Ordinal))
        && (first is "-c" or "-cr" or "-rc" || (!first.StartsWith("-p", StringComparison.Ordinal)
            && args.Any(arg => arg.Text.Contains("quarantine", StringComparison.Ordinal))));
}
