using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that write to disks or fill them.</summary>
internal static class DiskPrograms
{
    /// <summary>More bytes than a command should write: 20 GB.</summary>
    public const double Large = 20e9;

    private static readonly string[] Wipers = ["wipefs", "blkdiscard", "sgdisk", "badblocks", "hdparm", "cryptsetup"];

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["dd"] = RunDd;
        foreach (var name in Wipers)
        {
            programs[name] = call => Wipe(call, IsWiping(call));
        }

        foreach (var name in (string[])["mkfs", "mke2fs", "mkswap", "newfs", "mkfs.ext2", "mkfs.ext3", "mkfs.ext4", "mkfs.xfs",
            "mkfs.btrfs", "mkfs.fat", "mkfs.vfat", "mkfs.ntfs", "mkfs.f2fs", "mkdosfs", "newfs_hfs", "newfs_apfs"])
        {
            programs[name] = call => Wipe(call, true);
        }

        programs["fdisk"] = programs["sfdisk"] = programs["cfdisk"] = programs["gdisk"] = call =>
            Wipe(call, !call.Args.Any(arg => arg.Text is "-l" or "--list" or "-d" or "--dump"));
        programs["parted"] = call => Wipe(call, call.Args.Any(arg => arg.Text is "mklabel" or "mktable" or "rm" or "mkpart" or "resizepart"
            || arg.Text.StartsWith("mklabel ", StringComparison.Ordinal) || arg.Text.StartsWith("rm ", StringComparison.Ordinal)));
        programs["diskutil"] = call => Wipe(call, call.Args is [{ Text: var verb }, ..]
            && (verb.StartsWith("erase", StringComparison.OrdinalIgnoreCase)
            || verb.StartsWith("partition", StringComparison.OrdinalIgnoreCase) || verb is "zeroDisk" or "secureErase" or "randomDisk"
            or "reformat" || (verb is "apfs" && call.Args.Any(arg => arg.Text.StartsWith("delete", StringComparison.Ordinal)
            || arg.Text.StartsWith("erase", StringComparison.Ordinal)))));
        programs["lvremove"] = programs["vgremove"] = programs["pvremove"] = call => Wipe(call, true);
        programs["zpool"] = programs["zfs"] = programs["btrfs"] = call =>
            Wipe(call, call.Args.Any(arg => arg.Text is "destroy" or "labelclear" or "delete"));
        programs["mdadm"] = call => Wipe(call, call.Args.Any(arg => arg.Text is "--zero-superblock" or "--stop" or "--remove"));
        programs["nvme"] = call => Wipe(call, call.Args.Any(arg => arg.Text is "format" or "sanitize"));
        programs["tmutil"] = call => Wipe(call, call.Args.Any(arg => arg.Text is "delete" or "deletelocalsnapshots" or "disable"));
        programs["fallocate"] = call => Allocate(call);
        programs["mkfile"] = call => Arguments.Read(call.Args).Operands is [var length, .., var created] && Bytes(length.Text) > Large
            ? Filled(call, created) : Content.Nothing;
        programs["yes"] = call => new Content(null, DataKinds.Endless);
    }

    private static bool IsWiping(Call call) => call.Name switch
    {
        "wipefs" => call.Args.Any(arg => arg.Text is "-a" or "--all" or "-af" or "-fa"),
        "sgdisk" => call.Args.Any(arg => arg.Text is "-Z" or "--zap-all" or "--zap" or "-o" or "--clear" or "-d" or "-n"),
        "badblocks" => call.Args.Any(arg => arg.Text.StartsWith("-w", StringComparison.Ordinal)),
        "hdparm" => call.Args.Any(arg => arg.Text.StartsWith("--security-erase", StringComparison.Ordinal)),
        "cryptsetup" => call.Args.Any(arg => arg.Text is "luksFormat" or "erase" or "luksErase" or "luksKillSlot"),
        _ => true,
    };

    private static Content Wipe(Call call, bool isWiping)
    {
        var isDevice = call.Args.Any(arg => arg.Text.StartsWith("/dev/", StringComparison.Ordinal));
        var target = Arguments.Read(call.Args, new OptionSpec("-t -L -b -O --type")).Operands.LastOrDefault();
        // An image is a file of the project.
        var canBeImage = call.Name.StartsWith("mk", StringComparison.Ordinal) || call.Name is "fdisk" or "sfdisk" or "parted" or "sgdisk"
            or "wipefs" or "cryptsetup";
        var isImage = canBeImage && !isDevice && target is not null
            && call.Path(target.Text).Scope is PathScope.Project or PathScope.Allowed;
        if (isWiping && !isImage)
        {
            call.Emit(EffectKind.WipeDisk, call.Name);
        }

        return Content.Unknown;
    }

    private static Content RunDd(Call call)
    {
        Field? input = null, output = null, count = null, size = null;
        var isInPlace = call.Args.Any(arg => arg.Text.StartsWith("conv=", StringComparison.Ordinal)
            && arg.Text.Contains("notrunc", StringComparison.Ordinal));
        foreach (var arg in call.Args)
        {
            var equals = arg.Text.IndexOf('=');
            var value = arg with { Text = arg.Text[(equals + 1)..] };
            switch (arg.Text[..Math.Max(0, equals)])
            {
                case "if":
                    input = value;
                    break;
                case "of":
                    output = value;
                    break;
                case "count":
                    count = value;
                    break;
                case "bs":
                    size = value;
                    break;
            }
        }

        var content = input is null ? call.Input : call.Read(input);
        if (output is null)
        {
            return count is null || Bytes(size?.Text ?? "512") * Bytes(count.Text) > Large ? content
                : content with { Data = content.Data & ~DataKinds.Endless };
        }

        if (content.Has(DataKinds.Endless) && (count is null || Bytes(size?.Text ?? "512") * Bytes(count.Text) > Large))
        {
            NoteFilling(call, output);
        }

        if (content.Has(DataKinds.Endless) && isInPlace && call.Path(output.Text) is { IsOutside: true } overwritten)
        {
            call.Emit(EffectKind.Write, "empty", overwritten, traits: EffectTraits.Overwrites);
        }

        call.Write(output, content with { Data = content.Data & ~DataKinds.Endless });
        return Content.Nothing;
    }

    private static void NoteFilling(Call call, Field file)
    {
        var path = call.Path(file.Text);
        if (path.Scope is not (PathScope.Stream or PathScope.Device))
        {
            call.Emit(EffectKind.FillDisk, call.Name, path);
        }
    }

    private static Content Filled(Call call, Field file)
    {
        NoteFilling(call, file);
        return Content.Nothing;
    }

    private static Content Allocate(Call call)
    {
        var arguments = Arguments.Read(call.Args, new OptionSpec("-l -o --length --offset"));
        if (arguments.Operands is [var file, ..] && Bytes(arguments.Value("-l", "--length")?.Text ?? "") > Large)
        {
            NoteFilling(call, file);
        }

        return Content.Nothing;
    }

    /// <summary>A size such as `10G` in bytes; 0 if it is not one.</summary>
    public static double Bytes(string text)
    {
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var number = digits < 0 ? text : text[..digits];
        var unit = digits < 0 ? "" : text[digits..].ToUpperInvariant();
        return double.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out var value)
            ? value * (unit.Length == 0 ? 1 : unit[0] switch { 'K' => 1e3, 'M' => 1e6, 'G' => 1e9, 'T' => 1e12, 'P' => 1e15, _ => 1 })
            : 0;
    }
}
