using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that make something run later, at start or at login, and programs that stop what runs.</summary>
internal static class ServicePrograms
{
    private static readonly string[] Guards =
    [
        "auditd", "apparmor", "falcon", "crowdstrike", "clamav", "clamd", "rsyslog", "syslog", "journald", "fail2ban", "ufw", "firewalld",
            "ossec", "wazuh", "osquery", "sysmon", "sentinel", "mdatp", "defender", "selinux", "snort", "suricata", "tripwire", "aide",
            "carbonblack", "cbagent", "esets", "sophos", "santa",
        "windefend", "iptables", "nftables", "xagt", "tanium", "qualys", "samhain", "falco", "auditbeat", "elastic-agent", "cylance",
            "littlesnitch", "tooltime",
    ];

    /// <summary>Stands before the name of a guard whose process is meant.</summary>
    private const string ProcessOf = "process-of-";

    private static readonly string[] Managers = ["systemd", "init", "launchd", "dbus-daemon", "sshd", "NetworkManager", "dockerd",
        "containerd"];

    private static readonly string[] Vital = ["ssh", "sshd", "network", "networking", "NetworkManager", "systemd-resolved",
        "systemd-networkd", "systemd-logind", "dbus", "docker", "containerd", "chronyd", "systemd-timesyncd", "kubelet", "cron",
        "postgresql", "mysql", "nginx", "apache2", "httpd"];

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["crontab"] = Crontab;
        programs["at"] = programs["batch"] = At;
        programs["systemctl"] = Systemctl;
        programs["service"] = programs["rc-service"] = call => call.Args is [var name, { Text: "stop" }, ..]
            ? Stopped(call, name.Text, isLasting: false) : Content.Unknown;
        programs["launchctl"] = Launchctl;
        programs["systemd-run"] = SystemdRun;
        programs["machinectl"] = Machinectl;
        programs["kill"] = call => call.Args.FirstOrDefault(arg => arg.Text.StartsWith(ProcessOf, StringComparison.Ordinal)) is { } guard
            ? call.EmitIf(true, EffectKind.DisableGuard, guard.Text[ProcessOf.Length..])
            : call.EmitIf(call.Args.Any(arg => arg.Text is "-1" && !call.Args[0].Equals(arg)
            || (arg.Text is "1" && call.Args.Count < 3)), EffectKind.ChangeService, "kill of everything");
        programs["pgrep"] = programs["pidof"] = call => call.Args.FirstOrDefault(arg => IsGuard(arg.Text)) is { } guard
            ? new Content($"{ProcessOf}{guard.Text}\n") : Content.Unknown;
        programs["pkill"] = programs["killall"] = Pkill;
        // One that ends by itself is a benchmark.
        programs["stress"] = programs["stress-ng"] = call => call.EmitIf(
            Arguments.Read(call.Args, new OptionSpec("-t --timeout")).Value("-t", "--timeout")?.Text is null or "0" or "0s",
            EffectKind.Spin, call.Name);
    }

    public static bool IsGuard(string name) => Array.Exists(Guards, guard => name.Contains(guard, StringComparison.OrdinalIgnoreCase));

    private static Content Crontab(Call call)
    {
        var arguments = Arguments.Read(call.Args, new OptionSpec("-u"));
        if (arguments.Has("-l"))
        {
            return Content.Unknown;
        }

        call.Emit(EffectKind.Schedule, arguments.Has("-r") ? "crontab -r" : "crontab");
        return Content.Unknown;
    }

    private static Content At(Call call)
    {
        if (call.Args.Any(arg => arg.Text is "-l" or "-q" or "-c" or "-d"))
        {
            return Content.Unknown;
        }

        call.Emit(EffectKind.Schedule, call.Name);
        return call.Input.Text is { } text ? call.RunText(new Field(text), call.State.Copy(), Content.Nothing) : Content.Unknown;
    }

    private static Content Systemctl(Call call)
    {
        var operands = Arguments.Read(call.Args,
            new OptionSpec("-H -M -n -o -t --host --machine --lines --output --type --state")).Operands;
        if (operands.Count == 0)
        {
            return Content.Unknown;
        }

        var units = operands.Skip(1).Select(operand => operand.Text).ToList();
        switch (operands[0].Text)
        {
            case "enable" or "link" or "reenable" or "edit" or "add-wants":
                call.Emit(EffectKind.Autostart, $"systemctl {operands[0].Text}");
                break;
            case "stop" or "disable" or "mask" or "kill":
                foreach (var unit in units)
                {
                    Stopped(call, unit, operands[0].Text is "disable" or "mask");
                }

                break;
            case "poweroff" or "reboot" or "halt" or "isolate" or "suspend" or "emergency" or "rescue" or "kexec" or "set-default":
                call.Emit(EffectKind.ChangeService, $"systemctl {operands[0].Text}");
                break;
        }

        return Content.Unknown;
    }

    private static Content Stopped(Call call, string unit, bool isLasting)
    {
        var name = unit.EndsWith(".service", StringComparison.Ordinal) ? unit[..^8] : unit;
        if (IsGuard(name))
        {
            call.Emit(EffectKind.DisableGuard, name);
        }
        else if (isLasting || Vital.Contains(name))
        {
            call.Emit(EffectKind.ChangeService, name);
        }

        return Content.Unknown;
    }

    private static Content Launchctl(Call call)
    {
        switch (call.Args)
        {
            case [{ Text: "load" or "bootstrap" or "enable" or "submit" or "kickstart" }, ..]:
                call.Emit(EffectKind.Autostart, $"launchctl {call.Args[0].Text}");
                break;
            case [{ Text: "unload" or "bootout" or "disable" or "remove" or "stop" }, ..]:
                call.Emit(call.Args.Any(arg => IsGuard(arg.Text) || arg.Text.Contains("com.apple", StringComparison.Ordinal))
                    ? EffectKind.DisableGuard : EffectKind.ChangeService, $"launchctl {call.Args[0].Text}");
                break;
            case [{ Text: "setenv" }, var name, ..]:
                EnvironmentEffects.Note(call, name.Text, call.Args.ElementAtOrDefault(2) ?? new Field(""), isLasting: true);
                break;
        }

        return Content.Unknown;
    }

    private static Content SystemdRun(Call call)
    {
        var arguments = Arguments.Read(call.Args,
            new OptionSpec("-p -u -E -M -H --unit --property --setenv --on-calendar --on-active --on-boot --slice --uid --gid",
            StopsAtOperand: true));
        if (arguments.Has("--on-calendar", "--on-active", "--on-boot", "--on-startup", "--on-unit-active", "--timer-property"))
        {
            call.Emit(EffectKind.Schedule, "systemd-run");
        }

        // The system's manager runs it as root unless a user is named; with --scope the caller runs it.
        var isRoot = !arguments.Has("--user", "--scope") && arguments.Value("--uid")?.Text is null or "0" or "root";
        var state = call.State.Copy();
        state.Traits |= isRoot ? EffectTraits.Privileged : EffectTraits.None;
        if (isRoot && arguments.Has("-S", "--shell"))
        {
            call.Emit(EffectKind.BecomeRoot, "systemd-run --shell");
        }

        return arguments.Rest.Count > 0 ? call.Run(arguments.Rest, inState: state) : Content.Unknown;
    }

    /// <summary>`machinectl shell` is another user's shell, on this machine unless another is named.</summary>
    private static Content Machinectl(Call call)
    {
        var arguments = Arguments.Read(call.Args, new OptionSpec("-E -H -M -n -o -p -s --setenv --uid --host --machine", StopsAtOperand: true));
        if (arguments.Rest is not [{ Text: "shell" }, ..])
        {
            return Content.Unknown;
        }

        var inner = Arguments.Read([.. arguments.Rest.Skip(1)], new OptionSpec("-E --setenv --uid", StopsAtOperand: true)).Rest;
        var (user, machine) = inner is [var name, ..] && name.Text.Split('@') is [var first, var second] ? (first, second)
            : ("root", inner is [var only, ..] ? only.Text : "");
        if (machine is not ("" or ".host"))
        {
            return Content.Unknown;
        }

        if (inner.Count < 2)
        {
            call.Emit(EffectKind.BecomeRoot, "machinectl shell");
            return Content.Unknown;
        }

        var state = call.State.Copy();
        state.Traits |= user is "" or "root" ? EffectTraits.Privileged : EffectTraits.None;
        return call.Run([.. inner.Skip(1)], inState: state);
    }

    private static Content Pkill(Call call)
    {
        var arguments = Arguments.Read(call.Args, new OptionSpec("-u -U -s -t -g -P --signal --user -f") with { });
        foreach (var arg in call.Args)
        {
            if (IsGuard(arg.Text))
            {
                call.Emit(EffectKind.DisableGuard, arg.Text);
                return Content.Unknown;
            }
        }

        if (call.Args.Any(arg => Managers.Contains(arg.Text)))
        {
            call.Emit(EffectKind.ChangeService, $"{call.Name} of what the machine needs");
        }
        else if (arguments.Value("-u", "-U", "--user") is not null && arguments.Operands.Count == 0 && arguments.Value("-f") is null)
        {
            call.Emit(EffectKind.ChangeService, $"{call.Name} of a user");
        }

        return Content.Unknown;
    }
}
