using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>What cmdlets and the command prompt's commands do.</summary>
internal static class PowerShellCmdlets
{
    private static readonly HashSet<string> Deleters = new(StringComparer.OrdinalIgnoreCase) { "Remove-Item", "ri", "rm", "rmdir", "del",
        "erase", "rd" };
    private static readonly HashSet<string> Readers = new(StringComparer.OrdinalIgnoreCase) { "Get-Content", "gc", "cat", "type",
        "Select-String", "sls", "more", "Import-Csv" };
    private static readonly HashSet<string> Writers = new(StringComparer.OrdinalIgnoreCase) { "Set-Content", "sc", "Add-Content", "ac",
        "Out-File", "Tee-Object", "Export-Csv", "Clear-Content", "clc", "New-Item", "ni" };
    private static readonly HashSet<string> Fetchers = new(StringComparer.OrdinalIgnoreCase) { "Invoke-WebRequest", "iwr",
        "Invoke-RestMethod", "irm", "wget", "curl", "Start-BitsTransfer" };

    /// <summary>Cmdlets that a pattern may stand for.</summary>
    private static readonly string[] Searched = ["invoke-expression", "invoke-webrequest", "invoke-restmethod", "remove-item"];

    /// <summary>Records what a cmdlet does; null if it is not one.</summary>
    public static Content? Run(Call call, bool isPrompt)
    {
        var name = call.Fields[0].Text;
        var arguments = CmdletArguments.Read(call);
        if (IsExpression(call, name) is { } expression)
        {
            return expression;
        }

        if (Deleters.Contains(name))
        {
            return Delete(call, arguments);
        }

        if (Readers.Contains(name) && (!isPrompt || name.Equals("type", StringComparison.OrdinalIgnoreCase)))
        {
            return arguments.Paths.Aggregate(Content.Nothing, (output, file) => output.Then(call.Read(file)));
        }

        if (Writers.Contains(name) && (!isPrompt || !name.Equals("sc", StringComparison.OrdinalIgnoreCase)))
        {
            return Write(call, name, arguments);
        }

        if (Fetchers.Contains(name) && !isPrompt)
        {
            return Fetch(call, arguments);
        }

        return Other(call, name.ToLowerInvariant(), arguments, isPrompt);
    }

    private static bool IsDownload(string text) => text.Contains(".DownloadString", StringComparison.OrdinalIgnoreCase)
        || text.Contains(".DownloadData", StringComparison.OrdinalIgnoreCase)
        || text.Contains(".GetStringAsync", StringComparison.OrdinalIgnoreCase);

    /// <summary>`$x = …`, `(…).DownloadString(…)` and `[IO.File]::ReadAllText(…)`.</summary>
    private static Content? IsExpression(Call call, string name)
    {
        // Another program's argument is that program's to run: `powershell -c "…"`.
        var isRunning = name.ToLowerInvariant() is "iex" or "invoke-expression";
        if (IsDownload(name) || ((isRunning || !ProgramTable.IsKnown(call.Name)) && call.Args.Any(arg => IsDownload(arg.Text))))
        {
            var asked = call.Fields.Aggregate(DataKinds.None, (data, field) => data | field.Data);
            var fetched = Content.Unknown.With(DataKinds.Network | asked);
            return isRunning ? PowerShellWalk.Execute(call, fetched) : fetched;
        }

        if (name.Contains("DownloadFile", StringComparison.OrdinalIgnoreCase))
        {
            call.Emit(EffectKind.Fetch, "DownloadFile");
            return Content.Nothing;
        }

        if (call.Args is [{ Text: "=" }, ..] && (name.EndsWith(".LastWriteTime", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".CreationTime", StringComparison.OrdinalIgnoreCase)))
        {
            call.Emit(EffectKind.Disguise, "a change of times");
        }

        if (name.StartsWith("[scriptblock]::Create", StringComparison.OrdinalIgnoreCase))
        {
            return Content.Unknown.With(call.Fields[0].Data);
        }

        if (name.StartsWith('[') && name.Contains("FromBase64String", StringComparison.OrdinalIgnoreCase))
        {
            return Content.Unknown.With(DataKinds.Decoded);
        }

        return PowerShellExpressions.Value(call, name);
    }

    /// <summary>
    /// Whether words run a text that they contain: `(…).Invoke()`, `….InvokeScript(…)`, `[Reflection.Assembly]::Load(…)`.
    /// </summary>
    public static bool IsInvoking(IReadOnlyList<Field> words) => words[0].Text.Contains(".Invoke", StringComparison.OrdinalIgnoreCase)
        || words[0].Text.Contains("Assembly]::Load", StringComparison.OrdinalIgnoreCase);

    private static Content Delete(Call call, CmdletArguments arguments)
    {
        var isRecursive = arguments.Switches.Any(option => option.StartsWith("-r", StringComparison.OrdinalIgnoreCase)
            || option.Equals("/s", StringComparison.OrdinalIgnoreCase));
        var paths = arguments.Paths.Count == 0 && call.Input.Paths is { } given ? [.. given.Select(path => new Field(path))]
            : arguments.Paths;
        foreach (var path in paths)
        {
            if (path.Text.StartsWith("Env:", StringComparison.OrdinalIgnoreCase) || path.Text.StartsWith("HK", StringComparison.Ordinal)
                || arguments.Switches.Contains("-WhatIf"))
            {
                continue;
            }

            call.Delete(path, isRecursive ? EffectTraits.Recursive : EffectTraits.None);
        }

        return Content.Nothing;
    }

    private static Content Write(Call call, string name, CmdletArguments arguments)
    {
        var isAdding = name.StartsWith("Add", StringComparison.OrdinalIgnoreCase) || name is "ac" || arguments.Switches.Contains("-Append");
        var isClearing = name.StartsWith("Clear", StringComparison.OrdinalIgnoreCase) || name is "clc";
        if (arguments.Path is { Text: var key } && key.StartsWith("HK", StringComparison.Ordinal))
        {
            WindowsPrograms.NoteRegistryKey(call, key);
        }
        else if (arguments.Path is { } file && !arguments.Switches.Contains("-Directory")
            && arguments.Named("-ItemType")?.Text is not ("Directory" or "directory"))
        {
            call.Write(file, isClearing ? Content.Nothing : call.Input, isAdding ? EffectTraits.None : EffectTraits.Overwrites);
        }

        return Content.Nothing;
    }

    private static Content Fetch(Call call, CmdletArguments arguments)
    {
        var address = arguments.Named("-Uri", "-Source") ?? arguments.Path;
        var host = address is null ? "" : NetworkPrograms.Host(address.Text);
        call.Emit(EffectKind.Fetch, address?.Text ?? "", host: host);
        var data = arguments.Named("-Body")?.Data ?? DataKinds.None;
        var hasBody = arguments.Named("-Body") is not null;
        if (arguments.Named("-InFile") is { } file)
        {
            hasBody = true;
            data |= call.Read(file).Data;
        }

        var inAddress = (address?.Data ?? DataKinds.None) & (DataKinds.Secret | DataKinds.Token | DataKinds.Environment | TokenMakers.Any);
        hasBody |= call.Input.Data != DataKinds.None
            && arguments.Named("-Method")?.Text.ToUpperInvariant() is "POST" or "PUT" or "PATCH";
        if (hasBody || inAddress != DataKinds.None)
        {
            call.Send(host, data | inAddress | call.Input.Data, hasBody ? "a body" : "an address");
        }

        var fetched = Content.Unknown.With(DataKinds.Network);
        // Start-BitsTransfer takes the source, then the target.
        var target = call.Fields[0].Text.Equals("Start-BitsTransfer", StringComparison.OrdinalIgnoreCase)
            ? arguments.Paths.Skip(arguments.Named("-Source") is not null ? 0 : 1).FirstOrDefault() : null;
        if ((arguments.Named("-OutFile", "-o", "-OutF", "-Destination") ?? target) is { } output)
        {
            call.Write(output, fetched);
            return Content.Nothing;
        }

        return fetched;
    }

    private static Content? Other(Call call, string name, CmdletArguments arguments, bool isPrompt)
    {
        switch (name)
        {
            case "invoke-expression" or "iex":
                var given = ShellBuiltins.Joined(call.Args);
                return call.Args.Count > 0 ? PowerShellWalk.Execute(call, new Content(given.IsKnown ? given.Text : null, given.Data))
                    : PowerShellWalk.Execute(call, call.Input);
            case "invoke-command" or "icm" or "start-job" or "start-threadjob" when call.Args.FirstOrDefault(arg =>
                (arg.Data & (DataKinds.Network | DataKinds.Decoded)) != 0) is { } block:
                return PowerShellWalk.Execute(call, new Content(block.IsKnown ? block.Text : null, block.Data));
            case "get-childitem" or "gci" or "dir" or "ls" or "get-item"
                or "gi" when call.Args.FirstOrDefault(arg => arg.Text.StartsWith("Env:", StringComparison.OrdinalIgnoreCase)) is { } asked:
                return PowerShellVariables.Listed(asked);
            case var filter when call.Input.Has(DataKinds.Environment) && PowerShellVariables.IsFilter(filter):
                return PowerShellVariables.Filtered(call);
            case "get-childitem" or "gci" or "dir" or "ls":
                return new Content(null, SecretSearches.In(call, arguments.Paths, [.. call.Args.Select(arg => arg.Text)]),
                    [.. arguments.Paths.Select(path => $"{path.Text.TrimEnd('/', '\\')}/{Field.Unknown}")]);
            case PowerShellReader.Loop or "%" or "foreach":
                return PowerShellWalk.RunLoop(call);
            case "compress-archive" when arguments.Paths.Count > 0:
                // Several files are separated by commas, and the archive follows unless it is named.
                var named = arguments.Named("-DestinationPath");
                var packed = (named is null && arguments.Paths.Count > 1 ? arguments.Paths.SkipLast(1) : arguments.Paths).Aggregate(
                    Content.Nothing, (all, file) => all.Then(call.Read(file, EffectTraits.Recursive))).With(DataKinds.Archive);
                if ((named ?? (arguments.Paths.Count > 1 ? arguments.Paths[^1] : null)) is { } archive)
                {
                    call.Write(archive, packed with { Text = null });
                }

                return Content.Nothing;
            case "join-path" when arguments.Paths is [var parent, var child, ..]:
                return new Content($"{parent.Text.TrimEnd('/', '\\')}/{child.Text}\n");
            case "get-command" or "gcm" when arguments.Paths is [{ IsKnown: true } pattern, ..]:
                return Array.Find(Searched, known => GlobPattern.IsMatch(known, pattern.Text.ToLowerInvariant())) is { } command
                    ? new Content(command) : Content.Unknown;
            case "get-psdrive" or "gdr":
                return new Content(null, Paths: ["C:/"]);
            case "resolve-dnsname":
                return NetworkPrograms.Lookup(call);
            case "new-temporaryfile":
                return new Content($"/tmp/tmp{Field.Unknown}\n");
            case "get-clipboard":
                return Content.Unknown.With(DataKinds.Outside);
            case "remove-ciminstance" or "remove-wmiobject" when call.Input.Text is "shadow copies":
                call.Emit(EffectKind.WipeDisk, name);
                return Content.Nothing;
            case "get-ciminstance" or "get-wmiobject" or "gwmi" or "gcim" when call.Args.Any(arg =>
                arg.Text.Equals("Win32_ShadowCopy", StringComparison.OrdinalIgnoreCase)):
                // `… | ForEach-Object { $_.Delete() }` is only in the text.
                if (call.Segment.Contains(".Delete()", StringComparison.OrdinalIgnoreCase))
                {
                    call.Emit(EffectKind.WipeDisk, "shadow copies");
                }

                return new Content("shadow copies");
            case "copy-item" or "copy" or "cpi" or "move-item" or "move" or "mi" or "xcopy" or "robocopy":
                return Copy(call, name, arguments);
            case "rename-item" or "ren" or "rni" or "rename":
                foreach (var file in arguments.Paths.Take(1).Concat((call.Input.Paths ?? []).Select(path => new Field(path))))
                {
                    FilePrograms.TakeAway(call, file);
                }

                return Content.Nothing;
            case "format-list" or "fl" or "format-table" or "ft" or "out-string" or "out-host" or "sort-object" or "sort"
                or "convertto-json" or "convertto-csv" or "select-object" or "select" when call.Input != Content.Nothing:
                return call.Input with { Text = null };
            case "start-process" or "saps" or "start":
                if (arguments.Named("-Verb")?.Text is { } verb && verb.Equals("RunAs", StringComparison.OrdinalIgnoreCase)
                    && arguments.Paths is [var elevated, ..] && ProgramName.From(elevated.Text) is "powershell" or "cmd")
                {
                    call.Emit(EffectKind.BecomeRoot, "Start-Process -Verb RunAs");
                }

                return arguments.Paths is [var program, ..]
                    ? call.Run([program, .. arguments.Paths.Skip(1), .. arguments.Named("-ArgumentList") is { } list ? [list]
                    : (Field[])[]]) : Content.Unknown;
            case "set-location" or "cd" or "push-location" or "sl":
                call.State.ChangeFolder(arguments.Paths is [var folder, ..] ? PathResolver.Folder(folder.Text, call.Walk, call.State)
                    : call.Walk.Home);
                return Content.Nothing;
            case "set" when isPrompt:
                return call.Args is [] ? Content.Unknown.With(DataKinds.Environment)
                    : call.Args is [{ Text: var asking }] && KnownVariables.IsSecret(asking)
                        ? Content.Unknown.With(TokenMakers.OfVariable(asking))
                    : Content.Nothing;
            case "write-host" or "write-output" or "echo":
                return new Content(ShellBuiltins.Joined(call.Args).Text + "\n",
                    call.Args.Aggregate(DataKinds.None, (data, arg) => data | arg.Data));
            default:
                return PowerShellModules.Note(call, name)
                    || Guard(call, name, arguments) ? Content.Unknown : null;
        }
    }

    private static Content Copy(Call call, string name, CmdletArguments arguments)
    {
        var target = arguments.Named("-Destination") ?? (arguments.Paths.Count > 1 ? arguments.Paths[1] : null);
        if (target is not null && arguments.Paths.Count == 0)
        {
            foreach (var found in call.Input.Paths ?? [])
            {
                FilePrograms.NoteGathered(call, new Field(found), call.Path(target.Text));
            }
        }

        if (arguments.Paths is not [var source, ..] || target is null)
        {
            return Content.Nothing;
        }

        var isMove = name.StartsWith('m');
        var content = isMove ? FilePrograms.TakeAway(call, source, call.Path(target.Text)) : call.Read(source, EffectTraits.Recursive);

        if (name is "robocopy" && call.Args.Any(arg => arg.Text.Equals("/MIR", StringComparison.OrdinalIgnoreCase)
            || arg.Text.Equals("/PURGE", StringComparison.OrdinalIgnoreCase)))
        {
            call.Delete(target, EffectTraits.Recursive);
        }

        call.Write(target, content);
        return Content.Nothing;
    }

    private static bool Guard(Call call, string name, CmdletArguments arguments)
    {
        (EffectKind Kind, bool Is)? found = name switch
        {
            "set-mppreference" or "add-mppreference" =>
                (EffectKind.DisableGuard, arguments.Switches.Any(option => option.StartsWith("-Disable", StringComparison.OrdinalIgnoreCase)
                || option.StartsWith("-Exclusion", StringComparison.OrdinalIgnoreCase))),
            "uninstall-windowsfeature" when call.Args.Any(arg => ServicePrograms.IsGuard(arg.Text)) => (EffectKind.DisableGuard, true),
            "uninstall-windowsfeature" or "disable-windowsoptionalfeature" => (EffectKind.ChangeSystem, true),
            "set-executionpolicy" => (EffectKind.DisableGuard,
                call.Args.Any(arg => arg.Text is "Unrestricted" or "Bypass" or "unrestricted" or "bypass")
                // Of this process alone it ends with it.
                && !call.Args.Any(arg => arg.Text.Equals("Process", StringComparison.OrdinalIgnoreCase))),
            "set-netfirewallprofile" or "new-netfirewallrule" or "disable-netfirewallrule" or "remove-netfirewallrule" =>
                (EffectKind.ChangeFirewall, true),
            "new-service" => (EffectKind.Autostart, true),
            "register-scheduledtask" or "new-scheduledtask" or "schtasks.exe" => (EffectKind.Schedule, true),
            "stop-service" or "set-service" or "remove-service" when
                call.Args.Any(arg => ServicePrograms.IsGuard(arg.Text)) => (EffectKind.DisableGuard, true),
            "set-dnsclientserveraddress" or "set-date" or "set-timezone" or "rename-computer" or "new-netroute" or "remove-netroute"
                or "set-netipaddress" or "new-netipaddress" or "remove-netipaddress" or "disable-netadapter" =>
                (EffectKind.ChangeSystem, true),
            "stop-service" or "set-service" or "remove-service" or "stop-computer" or "restart-computer" =>
                (EffectKind.ChangeService, true),
            "new-localuser" or "set-localuser" or "remove-localuser" or "enable-localuser" => (EffectKind.ChangeAccounts, true),
            "add-localgroupmember" => (EffectKind.GrantRights, true),
            "clear-eventlog" or "remove-eventlog" or "limit-eventlog" => (EffectKind.ClearLogs, true),
            "clear-history" => (EffectKind.HideHistory, true),
            "set-psreadlineoption" => (EffectKind.HideHistory, arguments.Named("-HistorySaveStyle")?.Text is "SaveNothing"),
            "format-volume" or "clear-disk" or "initialize-disk" or "remove-partition" => (EffectKind.WipeDisk, true),
            "disable-computerrestore" => (EffectKind.DisableGuard, true),
            "register-wmievent" or "register-cimindicationevent" => (EffectKind.Autostart, true),
            "set-wmiinstance" or "set-ciminstance" or "new-ciminstance" => (EffectKind.Autostart, call.Args.Any(arg =>
                arg.Text.EndsWith("EventConsumer", StringComparison.OrdinalIgnoreCase)
                || arg.Text.Equals("__EventFilter", StringComparison.OrdinalIgnoreCase)
                || arg.Text.EndsWith("FilterToConsumerBinding", StringComparison.OrdinalIgnoreCase))),
            "import-certificate" or "import-pfxcertificate" => (EffectKind.ChangeSystem, call.Args.Any(arg =>
                arg.Text.Replace('/', '\\').EndsWith("\\Root", StringComparison.OrdinalIgnoreCase))),
            "convertfrom-securestring" or "get-storedcredential" => (EffectKind.UseSecretStore, true),
            "set-itemproperty" or "new-itemproperty" or "sp" => (EffectKind.ChangeSystem, false),
            _ => null,
        };
        if (name is "set-itemproperty" or "new-itemproperty" or "sp"
            && call.Args.FirstOrDefault(arg => arg.Text.StartsWith("HK", StringComparison.OrdinalIgnoreCase)) is { } key)
        {
            WindowsPrograms.NoteRegistryKey(call, key.Text);
        }
        else if (found is { Is: true } effect && !arguments.Switches.Contains("-WhatIf"))
        {
            call.Emit(effect.Kind, name);
        }

        return found is not null;
    }
}
