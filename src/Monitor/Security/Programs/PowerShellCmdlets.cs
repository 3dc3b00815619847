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

        name = name.ToLowerInvariant();
        return RunOther(call, name, arguments) ?? PassOn(call, name, arguments, isPrompt) ?? UseFiles(call, name, arguments)
            ?? (PowerShellModules.Note(call, name) || SystemCmdlets.Note(call, name, arguments) ? Content.Unknown : null);
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
        var data = arguments.Named("-Body", "-Form")?.Data ?? DataKinds.None;
        var hasBody = arguments.Named("-Body", "-Form") is not null;
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

    /// <summary>Cmdlets that pass something on: variables, answers, their input in another form.</summary>
    private static Content? PassOn(Call call, string name, CmdletArguments arguments, bool isPrompt)
    {
        switch (name)
        {
            case "get-childitem" or "gci" or "dir" or "ls" or "get-item"
                or "gi" when call.Args.FirstOrDefault(arg => arg.Text.StartsWith("Env:", StringComparison.OrdinalIgnoreCase)) is { } asked:
                return PowerShellVariables.Listed(asked);
            case var filter when call.Input.Has(DataKinds.Environment) && PowerShellVariables.IsFilter(filter):
                return PowerShellVariables.Filtered(call);
            case "format-list" or "fl" or "format-table" or "ft" or "out-string" or "out-host" or "sort-object" or "sort"
                or "convertto-json" or "convertto-csv" or "select-object" or "select" when call.Input != Content.Nothing:
            case "where-object" or "where" or "?" when call.Input.Paths is not null:
                return call.Input with { Text = null };
            case "write-host" or "write-output" or "echo":
                return new Content(ShellBuiltins.Joined(call.Args).Text + "\n",
                    call.Args.Aggregate(DataKinds.None, (data, arg) => data | arg.Data));
            case "set" when isPrompt:
                return call.Args is [] ? Content.Unknown.With(DataKinds.Environment)
                    : call.Args is [{ Text: var asking }] && KnownVariables.IsSecret(asking)
                        ? Content.Unknown.With(TokenMakers.OfVariable(asking))
                    : Content.Nothing;
            case "get-command" or "gcm" when arguments.Paths is [{ IsKnown: true } pattern, ..]:
                return Array.Find(Searched, known => GlobPattern.IsMatch(known, pattern.Text.ToLowerInvariant())) is { } command
                    ? new Content(command) : Content.Unknown;
            case "resolve-dnsname":
                return NetworkPrograms.Lookup(call);
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
            default:
                return null;
        }
    }

    /// <summary>Cmdlets that run a text, a block or a program.</summary>
    private static Content? RunOther(Call call, string name, CmdletArguments arguments)
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
            case PowerShellReader.Loop or "%" or "foreach":
                return PowerShellWalk.RunLoop(call);
            case "start-process" or "saps" or "start":
                return Start(call, arguments);
            default:
                return null;
        }
    }

    private static Content Start(Call call, CmdletArguments arguments)
    {
        if (arguments.Paths is not [var program, ..])
        {
            return Content.Unknown;
        }

        if (arguments.Named("-Verb")?.Text is { } verb && verb.Equals("RunAs", StringComparison.OrdinalIgnoreCase)
            && ProgramName.From(program.Text) is "powershell" or "cmd")
        {
            call.Emit(EffectKind.BecomeRoot, "Start-Process -Verb RunAs");
        }

        return call.Run(arguments.Named("-ArgumentList") is { } list ? [.. arguments.Paths, list] : [.. arguments.Paths]);
    }

    /// <summary>Cmdlets that list, change or name files and folders.</summary>
    private static Content? UseFiles(Call call, string name, CmdletArguments arguments)
    {
        switch (name)
        {
            case "get-childitem" or "gci" or "dir" or "ls":
                return new Content(null, SecretSearches.In(call, arguments.Paths, [.. call.Args.Select(arg => arg.Text)]),
                    [.. arguments.Paths.Select(path => $"{path.Text.TrimEnd('/', '\\')}/{Field.Unknown}")]);
            case "copy-item" or "copy" or "cpi" or "move-item" or "move" or "mi" or "xcopy" or "robocopy":
                return Copy(call, name, arguments);
            case "rename-item" or "ren" or "rni" or "rename":
                foreach (var file in arguments.Paths.Take(1).Concat((call.Input.Paths ?? []).Select(path => new Field(path))))
                {
                    FilePrograms.TakeAway(call, file);
                }

                return Content.Nothing;
            case "compress-archive" when arguments.Paths.Count > 0:
                return Pack(call, arguments);
            case "join-path" when arguments.Paths is [var parent, var child, ..]:
                return new Content($"{parent.Text.TrimEnd('/', '\\')}/{child.Text}\n");
            case "set-location" or "cd" or "push-location" or "sl":
                call.State.ChangeFolder(arguments.Paths is [var folder, ..] ? PathResolver.Folder(folder.Text, call.Walk, call.State)
                    : call.Walk.Home);
                return Content.Nothing;
            case "get-psdrive" or "gdr":
                return new Content(null, Paths: ["C:/"]);
            case "new-temporaryfile":
                return new Content($"/tmp/tmp{Field.Unknown}\n");
            default:
                return null;
        }
    }

    /// <summary>Several files are separated by commas, and the archive follows unless it is named.</summary>
    private static Content Pack(Call call, CmdletArguments arguments)
    {
        var isLast = arguments.Named("-DestinationPath") is null && arguments.Paths.Count > 1;
        var packed = (isLast ? arguments.Paths.SkipLast(1) : arguments.Paths)
            .Aggregate(Content.Nothing, (all, file) => all.Then(call.Read(file, EffectTraits.Recursive))).With(DataKinds.Archive);
        if ((isLast ? arguments.Paths[^1] : arguments.Named("-DestinationPath")) is { } archive)
        {
            call.Write(archive, packed with { Text = null });
        }

        return Content.Nothing;
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
}
