using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Systems' package managers.</summary>
internal static class SystemPackagePrograms
{
    private static readonly string[] Guards = ["openssh-server", "ufw", "firewalld", "auditd", "apparmor", "fail2ban", "selinux-policy",
        "clamav", "linux-image-generic", "linux-generic", "kernel", "linux", "sudo", "crowdsec", "iptables", "systemd", "coreutils",
        "libc6", "rsyslog", "python3", "python3-minimal", "perl-base", "bash", "dash", "dpkg", "apt", "rpm", "dnf", "pacman", "util-linux",
        "login", "passwd", "mount", "glibc", "libssl3", "openssl", "ca-certificates", "network-manager", "NetworkManager", "init",
        "base-files", "grub-pc", "grub-efi-amd64", "grub2-common", "shim-signed", "kernel-core"];
    private static readonly string[] Unchecked = ["--allow-unauthenticated", "--nogpgcheck", "--no-gpg-checks", "--allow-untrusted",
        "--force-all", "--nosignature", "--no-check-certificate", "--force-yes", "--skip-broken-signatures", "--dangerous"];

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        foreach (var name in (string[])["apt", "apt-get", "aptitude", "yum", "dnf", "zypper", "apk", "pacman", "dpkg", "rpm", "snap",
            "flatpak", "port", "pkg"])
        {
            programs[name] = Run;
        }

        programs["brew"] = Brew;
        programs["apt-key"] = call => Note(call, call.Args.Any(arg => arg.Text is "add" or "adv"), EffectKind.ChangeRegistry, "apt-key");
        programs["add-apt-repository"] = call => Note(call,
            !call.Args.Any(arg => arg.Text is "-r" or "--remove" or "-L" or "universe" or "multiverse" or "restricted" or "main"),
            EffectKind.ChangeRegistry, "add-apt-repository");
        programs["installer"] = call => RunFetched(call, Arguments.Read(call.Args, new OptionSpec("-pkg -target", HasLongWithOneDash: true))
            .Value("-pkg"));
        programs["hdiutil"] = call =>
        {
            if (call.Args is [{ Text: "attach" or "mount" }, ..] && Arguments.Read([.. call.Args.Skip(1)], new OptionSpec("-mountpoint",
                HasLongWithOneDash: true)).Operands is [var image, ..] && call.Walk.Files.GetValueOrDefault(call.Path(image.Text).Full)
                is { } content && call.Walk.Unpacked.Count < 32)
            {
                call.Walk.Unpacked.Add(("/Volumes", content));
            }

            return Content.Unknown;
        };
        programs["winget"] = programs["choco"] = programs["scoop"] = Windows;
    }

    /// <summary>Whether a name or pattern matches a package that the machine needs: `python3*`.</summary>
    private static bool IsVital(string package) => Guards.Contains(package)
        || (GlobPattern.HasPattern(package) && Array.Exists(Guards, guard => GlobPattern.IsMatch(guard, package)));

    /// <summary>An installer runs what its package contains.</summary>
    private static Content RunFetched(Call call, Field? package)
    {
        if (package is not null && call.Walk.Files.GetValueOrDefault(call.Path(package.Text).Full) is { } content
            && content.Has(DataKinds.Network))
        {
            call.Emit(EffectKind.Execute, call.Name, data: content.Data);
        }

        return Content.Unknown;
    }

    private static Content Note(Call call, bool isNoted, EffectKind kind, string detail)
    {
        if (isNoted)
        {
            call.Emit(kind, detail);
        }

        return Content.Unknown;
    }

    private static Content Run(Call call)
    {
        if (call.Args.Any(arg => Unchecked.Contains(arg.Text)))
        {
            call.Emit(EffectKind.InstallUnchecked, call.Name);
        }

        if (call.Args.Any(arg => arg.Text.Contains("AllowInsecureRepositories=true", StringComparison.OrdinalIgnoreCase)
            || arg.Text.Contains("AllowUnauthenticated=true", StringComparison.OrdinalIgnoreCase)))
        {
            call.Emit(EffectKind.InstallUnchecked, call.Name);
        }

        var operands = Arguments.Read(call.Args, new OptionSpec("-o -c -t")).Operands;
        if (operands is [{ Text: "copr" }, { Text: "enable" }, var copr, ..])
        {
            call.Emit(EffectKind.ChangeRegistry, copr.Text);
        }
        else if (operands is [{ Text: "remote-add" or "addrepo" or "ar" }, ..])
        {
            foreach (var added in operands.Where(InterpreterPrograms.IsAddress))
            {
                Registries.Note(call, added);
            }

            return Content.Unknown;
        }

        var isRemoval = operands is [{ Text: "remove" or "purge" or "erase" or "autoremove" or "del" or "rm" }, ..]
            || (call.Name is "dpkg" or "rpm" or "pacman"
            && call.Args.Any(arg => arg.Text is "-r" or "-P" or "-e" or "--purge" or "--remove" or "--erase" or "-R" or "-Rns" or "-Rdd"));
        if (isRemoval && call.Args.Any(arg => arg.Text is "--allow-remove-essential" or "--force-depends" or "--force-remove-essential"
            or "--nodeps" or "-Rdd"))
        {
            call.Emit(EffectKind.ChangeService, $"{call.Name} removes what others need");
        }

        foreach (var package in operands)
        {
            if (isRemoval && IsVital(package.Text))
            {
                call.Emit(EffectKind.ChangeService, $"{call.Name} removes {package.Text}");
            }
            else if (!isRemoval && package.Text.StartsWith("http", StringComparison.Ordinal)
                && package.Text.Contains("://", StringComparison.Ordinal)
                && (call.Name is not "flatpak" || package.Text.StartsWith("http:", StringComparison.Ordinal)))
            {
                call.Emit(EffectKind.InstallFrom, package.Text, host: NetworkPrograms.Host(package.Text));
            }
            else if (!isRemoval && call.Walk.Files.TryGetValue(call.Path(package.Text).Full, out var content)
                && content.Has(DataKinds.Network))
            {
                call.Emit(EffectKind.InstallFrom, package.Text);
                call.Emit(EffectKind.Execute, call.Name, data: content.Data);
            }
        }

        return Content.Unknown;
    }

    private static Content Brew(Call call)
    {
        var operands = Arguments.Read(call.Args).Operands;
        if (operands is [{ Text: "install" or "reinstall" or "upgrade" }, ..])
        {
            foreach (var package in operands.Skip(1))
            {
                if (package.Text.Contains("://", StringComparison.Ordinal))
                {
                    call.Emit(EffectKind.InstallFrom, package.Text, host: NetworkPrograms.Host(package.Text));
                }
                else
                {
                    call.Emit(EffectKind.Install, $"brew:{package.Text}");
                }
            }
        }
        else if (operands is [{ Text: "tap" }, _, var address, ..])
        {
            call.Emit(EffectKind.ChangeRegistry, address.Text, host: NetworkPrograms.Host(address.Text));
        }

        return Content.Unknown;
    }

    private static Content Windows(Call call)
    {
        if (call.Args is [{ Text: "source" or "bucket" }, { Text: "add" }, ..])
        {
            foreach (var added in call.Args.Where(InterpreterPrograms.IsAddress))
            {
                Registries.Note(call, added);
            }
        }

        if (Arguments.Read(call.Args, new OptionSpec("-s --source")).Value("-s", "--source") is { } source
            && source.Text.Contains("://", StringComparison.Ordinal))
        {
            Registries.Note(call, source);
        }

        return Content.Unknown;
    }
}
