using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>PowerShell, the command prompt, and Windows programs.</summary>
internal static class WindowsPrograms
{
    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["powershell"] = PowerShell;
        foreach (var name in (string[])["iwr", "irm", "iex", "Invoke-WebRequest", "Invoke-RestMethod", "Invoke-Expression", "Remove-Item",
            "Set-MpPreference", "Set-ExecutionPolicy", "Clear-EventLog", "Stop-Service", "New-LocalUser", "Add-MpPreference",
            "Format-Volume", "Clear-Disk", "Start-Process", "Get-Content", "Set-Content"])
        {
            // A cmdlet in a line that is read as a shell's: PowerShell's paths have backslashes.
            programs[name] = call => PowerShellWalk.RunSegment(call);
        }

        programs["cmd"] = CommandPrompt;
        programs["forfiles"] = call => call.Args.SkipWhile(arg => !arg.Text.Equals("/c", StringComparison.OrdinalIgnoreCase)).Skip(1)
            .FirstOrDefault() is { } command ? PowerShellWalk.RunPrompt(call, ForEachFile(call, command)) : Content.Unknown;
        programs["reg"] = Registry;
        programs["sc"] = call => call.EmitIf(call.Args is [{ Text: "create" or "config" or "delete" or "stop" or "failure" }, ..],
            call.Args is [{ Text: "create" }, ..] ? EffectKind.Autostart : call.Args.Any(arg => ServicePrograms.IsGuard(arg.Text))
                ? EffectKind.DisableGuard : EffectKind.ChangeService, "sc");
        programs["wmic"] = call => call.Args.Any(arg => arg.Text.Equals("create", StringComparison.OrdinalIgnoreCase))
            ? call.EmitIf(call.Args.Any(arg => arg.Text.Contains("__EventFilter", StringComparison.OrdinalIgnoreCase)
                || arg.Text.Contains("EventConsumer", StringComparison.OrdinalIgnoreCase)
                || arg.Text.Contains("FilterToConsumerBinding", StringComparison.OrdinalIgnoreCase)), EffectKind.Autostart, "wmic")
            : call.EmitIf(call.Args.Any(arg => arg.Text.Equals("delete", StringComparison.OrdinalIgnoreCase)),
            EffectKind.WipeDisk, "wmic");
        programs["format"] = call => call.EmitIf(call.Args is [{ Text: [_, ':', ..] }, ..], EffectKind.WipeDisk, "format");
        programs["net"] = programs["net1"] = Net;
        programs["start"] = call => call.Args.SkipWhile(arg => arg.Text.StartsWith('/') && arg.Text.Length < 8).ToList() is
        { Count: > 0 } started ? call.Run(started) : Content.Unknown;
        programs["netsh"] = call => Has(call, "key=clear") ? UploadPrograms.Secret(call, "netsh wlan")
            : call.EmitIf(call.Args.Any(arg => arg.Text is "set" or "add" or "delete" or "reset"),
            EffectKind.ChangeFirewall, "netsh");
        programs["certutil"] = CertUtil;
        programs["bitsadmin"] = call => Has(call, "/upload") ? Upload(call) : Download(call, call.Args.Count > 0 ? call.Args[^1] : null);
        programs["wsl"] = call => Has(call, "--unregister") ? call.EmitIf(true, EffectKind.WipeDisk, "wsl --unregister")
            : SessionPrograms.Run(call, Arguments.Read(call.Args, new OptionSpec("-d -u --distribution --user --cd", StopsAtOperand: true)).Rest,
                EffectTraits.None);
        programs["mshta"] = programs["regsvr32"] = programs["rundll32"] = programs["installutil"] = programs["msbuild-inline"] = call =>
        {
            if (call.Args.Any(arg => arg.Text.Contains("MiniDump", StringComparison.OrdinalIgnoreCase)))
            {
                return UploadPrograms.Secret(call, "MiniDump");
            }

            if (call.Args.Any(arg => arg.Text.Contains("://", StringComparison.Ordinal)
                || arg.Text.Contains("javascript:", StringComparison.OrdinalIgnoreCase)))
            {
                call.Emit(EffectKind.Execute, call.Name, data: DataKinds.Network);
            }

            return Content.Unknown;
        };
        programs["fsutil"] = call => call.Args is [{ Text: "file" }, { Text: "createnew" }, _, var size, ..]
            ? call.EmitIf(DiskPrograms.Bytes(size.Text) > DiskPrograms.Large, EffectKind.FillDisk, "fsutil")
            : call.EmitIf(call.Args is [{ Text: "usn" }, { Text: "deletejournal" }, ..], EffectKind.ClearLogs, "fsutil usn deletejournal");
        programs["findstr"] = FindText;
        programs["setx"] = call =>
        {
            if (call.Args is [var name, var value, ..])
            {
                EnvironmentEffects.Note(call, name.Text, value, isLasting: true);
            }

            return Content.Unknown;
        };
    }

    private static bool Has(Call call, string option) => call.Args.Any(arg => arg.Text.Equals(option, StringComparison.OrdinalIgnoreCase));

    private static Content PowerShell(Call call)
    {
        for (var at = 0; at < call.Args.Count; at++)
        {
            var option = call.Args[at].Text.ToLowerInvariant();
            if (option is "-" or "-command" or "-c" or "/c" or "-commandwithargs")
            {
                return at + 1 < call.Args.Count ? Run(call, ShellBuiltins.Joined(call.Args.Skip(at + 1)))
                    : PowerShellWalk.Execute(call, call.Input);
            }

            if (option.Length > 1 && ("-encodedcommand".StartsWith(option, StringComparison.Ordinal) || option is "-enc" or "-ec")
                && at + 1 < call.Args.Count)
            {
                call.Emit(EffectKind.Execute, "powershell", data: DataKinds.Decoded);
                return Decode(call.Args[at + 1].Text) is { } text ? Run(call, new Field(text)) : Content.Unknown;
            }

            if (option is "-file" or "-f")
            {
                return at + 1 < call.Args.Count && ScriptFiles.Find(call, call.Path(call.Args[at + 1].Text)) is { } content
                    ? PowerShellWalk.Execute(call, content) : Content.Unknown;
            }

            if (option is "-executionpolicy" or "-ep" or "-ex" or "-exec" or "-windowstyle" or "-w" or "-version" or "-workingdirectory"
                or "-wd" or "-outputformat" or "-inputformat")
            {
                at++;
            }
            else if (option.Length > 0 && option[0] != '-')
            {
                return Run(call, ShellBuiltins.Joined(call.Args.Skip(at)));
            }
        }

        return PowerShellWalk.Execute(call, call.Input);
    }

    private static Content Run(Call call, Field text)
    {
        // A shell in between treated `$env` as its own variable.
        return text.Text.Trim() is "-"
            ? PowerShellWalk.Execute(call, call.Input)
            : PowerShellWalk.Run(call, text with { Text = text.Text.Replace($"{Field.Unset}:", "$env:", StringComparison.Ordinal) });
    }

    private static string? Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var written)
            ? System.Text.Encoding.Unicode.GetString(bytes, 0, written) : null;
    }

    /// <summary>The command of forfiles for all files of its folder, `@path`, `@file`.</summary>
    private static Field ForEachFile(Call call, Field command)
    {
        var folder = call.Args.SkipWhile(arg => !arg.Text.Equals("/p", StringComparison.OrdinalIgnoreCase)).Skip(1).FirstOrDefault()?.Text;
        var files = folder is null ? "*" : folder.TrimEnd('\\') + "\\*";
        return command with
        {
            Text = command.Text.Replace("@path", files, StringComparison.OrdinalIgnoreCase)
                .Replace("@file", files, StringComparison.OrdinalIgnoreCase)
        };
    }

    private static Content CommandPrompt(Call call)
    {
        var at = call.Args.Select(arg => arg.Text.ToLowerInvariant()).ToList().FindIndex(text => text is "/c" or "/k" or "//c" or "//k");
        if (at < 0 || at + 1 >= call.Args.Count)
        {
            return Content.Unknown;
        }

        return PowerShellWalk.RunPrompt(call, ShellBuiltins.Joined(call.Args.Skip(at + 1)));
    }

    private static Content Registry(Call call)
    {
        if (call.Args is [{ Text: var taken }, { Text: var hive }, ..] && taken.ToLowerInvariant() is "save" or "export" or "copy"
            && hive.ToUpperInvariant().Replace("\\\\", "\\", StringComparison.Ordinal).Split('\\') is [_, "SAM" or "SECURITY", ..])
        {
            return UploadPrograms.Secret(call, $"reg {taken}");
        }

        if (call.Args is [{ Text: "query" or "QUERY" }, ..] && call.Args.Any(arg => arg.Text is "/f" or "/v")
            && call.Args.Any(arg => arg.Text.Contains("passw", StringComparison.OrdinalIgnoreCase)))
        {
            return UploadPrograms.Secret(call, "reg query");
        }

        if (call.Args is not [{ Text: var verb }, var key, ..]
            || !(verb.Equals("add", StringComparison.OrdinalIgnoreCase) || verb.Equals("delete", StringComparison.OrdinalIgnoreCase)
            || verb.Equals("import", StringComparison.OrdinalIgnoreCase)))
        {
            return Content.Unknown;
        }

        NoteRegistryKey(call, key.Text);
        return Content.Unknown;
    }

    /// <summary>Records what a registry key is for.</summary>
    public static void NoteRegistryKey(Call call, string key)
    {
        var isRun = key.Contains("CurrentVersion\\Run", StringComparison.OrdinalIgnoreCase)
            || key.Contains("Winlogon", StringComparison.OrdinalIgnoreCase)
            || key.Contains("Image File Execution", StringComparison.OrdinalIgnoreCase);
        call.Emit(isRun ? EffectKind.Autostart : key.Contains("Defender", StringComparison.OrdinalIgnoreCase) ? EffectKind.DisableGuard
            : EffectKind.ChangeSystem, "the registry");
    }

    /// <summary>A search with the options and patterns of another `grep`.</summary>
    private static Content FindText(Call call)
    {
        var isRecursive = call.Args.Any(arg => arg.Text.StartsWith('/') && arg.Text.Length < 8
            && arg.Text.Contains('s', StringComparison.OrdinalIgnoreCase));
        return call.Run([new Field("grep"), .. isRecursive ? [new Field("-r")] : (Field[])[],
            .. call.Args.Where(arg => !arg.Text.StartsWith('/') || arg.Text.StartsWith("/c:", StringComparison.OrdinalIgnoreCase))]);
    }

    private static Content Net(Call call)
    {
        var words = call.Args.Select(arg => arg.Text.ToLowerInvariant()).ToList();
        if (words is ["user" or "users", ..] && (words.Contains("/add") || words.Contains("/delete") || words.Contains("/active:yes")
            || words.Count > 2 && !words[2].StartsWith('/')))
        {
            call.Emit(EffectKind.ChangeAccounts, "net user");
        }
        else if (words is ["localgroup" or "group", ..] && words.Contains("/add"))
        {
            call.Emit(EffectKind.GrantRights, "net localgroup");
        }
        else if (words is ["stop", var service, ..])
        {
            call.Emit(ServicePrograms.IsGuard(service) ? EffectKind.DisableGuard : EffectKind.ChangeService, "net stop");
        }

        return Content.Unknown;
    }

    private static Content CertUtil(Call call)
    {
        // A switch has a single slash, a folder's path has more.
        var operands = call.Args.Where(arg => !arg.Text.StartsWith('-') && !(arg.Text.StartsWith('/') && arg.Text.AsSpan(1).IndexOfAny('/',
            '\\') < 0)).ToList();
        if (Has(call, "-urlcache") || Has(call, "/urlcache"))
        {
            return Download(call, operands.LastOrDefault());
        }

        if ((Has(call, "-decode") || Has(call, "-decodehex")) && operands is [var from, var to, ..])
        {
            call.Write(to, Content.Unknown.With(DataKinds.Decoded | call.Read(from).Data));
        }
        else if (Has(call, "-addstore"))
        {
            call.Emit(EffectKind.ChangeSystem, "certutil -addstore");
        }

        return Content.Unknown;
    }

    private static Content Upload(Call call)
    {
        call.Send(call.Args.FirstOrDefault(InterpreterPrograms.IsAddress) is { } address ? NetworkPrograms.Host(address.Text) : "",
            call.Read(call.Args[^1]).Data, "a body");
        return Content.Nothing;
    }

    private static Content Download(Call call, Field? file)
    {
        call.Emit(EffectKind.Fetch, call.Name, host: call.Args.FirstOrDefault(arg =>
            arg.Text.Contains("://", StringComparison.Ordinal)) is { } address ? NetworkPrograms.Host(address.Text) : null);
        if (file is not null)
        {
            call.Write(file, Content.Unknown.With(DataKinds.Network));
        }

        return Content.Nothing;
    }
}
