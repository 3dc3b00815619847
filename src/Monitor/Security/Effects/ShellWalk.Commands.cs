using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Shell;

namespace ToolTime.Monitor.Security.Effects;

/// <content>Simple commands: assignments, redirections, functions and programs.</content>
internal sealed partial class ShellWalk
{
    private Content Run(ShellCommand.Simple command, ShellState state, Content input)
    {
        Spend(CommandCost + command.Text.Length);
        var expander = ExpanderOf(command.Text, state);
        var fields = Alias(expander.Fields(command.Words), command, state);
        var environment = new List<(string Name, Field Value)>();
        foreach (var assignment in command.Assignments)
        {
            var values = Values(assignment, expander, state);
            if (fields.Count == 0 || fields[0].Text is "declare" or "local" or "export" or "readonly" or "typeset")
            {
                state.Set(assignment.Name, values);
            }

            environment.Add((assignment.Name, values.FirstOrDefault() ?? new Field("")));
        }

        var call = new Call(this, state, fields, environment, input, command.Text);
        foreach (var (name, value) in environment)
        {
            programs.NoteVariable(call, name, value, isLasting: fields.Count == 0);
        }

        return Redirect(call, command.Redirections);
    }

    /// <summary>Expands the words of a command; text that its `$'…'` hides counts as decoded.</summary>
    private WordExpander ExpanderOf(string command, ShellState state) => new(this, state)
    {
        DataOfQuotes = command.Contains("$'", StringComparison.Ordinal) && ShellParser.HidesLetters(command) ? DataKinds.Decoded
            : DataKinds.None,
    };

    private List<Field> Alias(List<Field> fields, ShellCommand.Simple command, ShellState state)
    {
        if (fields.Count == 0 || state.Aliases.Count == 0 || command.Words[0].Bare() is not { } name
            || !state.Aliases.TryGetValue(name, out var text))
        {
            return fields;
        }

        return ShellParser.Parse(text).Statements is [.., { Command: ShellCommand.Simple simple }]
            ? [.. new WordExpander(this, state).Fields(simple.Words), .. fields.Skip(1)]
            : fields;
    }

    /// <summary>Goes through the same command in another way; effects that it already has are dropped.</summary>
    public void RunAgain(Action run)
    {
        var known = _effects.Select(Key).ToHashSet();
        var first = _effects.Count;
        run();
        for (var at = _effects.Count - 1; at >= first; at--)
        {
            if (known.Contains(Key(_effects[at])))
            {
                _effects.RemoveAt(at);
            }
        }
    }

    private static (EffectKind Kind, string Detail, string? Path, string? Host, DataKinds Data) Key(Effect effect) =>
        (effect.Kind, effect.Detail, effect.Path?.Full, effect.Host, effect.Data);

    /// <summary>Records a loop of a hundred thousand rounds and more that writes another file in each.</summary>
    private void NoteManyFiles(ShellCommand.For loop, int first)
    {
        const int ManyFiles = 99_999;
        var written = _effects.Skip(first).Where(effect => effect.Kind is EffectKind.Write && effect.Path?.Scope is not PathScope.Stream)
            .Select(effect => effect.Path).OfType<ResolvedPath>();
        // A file that is named after an unknown round is a pattern.
        if (HasManyRounds(loop.Words, ManyFiles) && (written.Any(path => path.IsPattern)
            || written.Select(path => path.Full).Distinct().Take(2).Count() > 1))
        {
            Add(new Effect(EffectKind.FillDisk, TextOf(loop)) { Detail = "a loop" });
        }
    }

    /// <summary>Runs a part of a command, unless parts are nested too deeply.</summary>
    public Content Nested(Func<Content> run)
    {
        if (_depth >= MostDepth || IsExhausted)
        {
            return Content.Unknown;
        }

        _depth++;
        var output = run();
        _depth--;
        return output;
    }

    private static Field[] Values(ShellAssignment assignment, WordExpander expander, ShellState state)
    {
        Field[] values = assignment.Elements is { } elements ? [.. expander.Fields(elements)] : [expander.Single(assignment.Value!)];
        if (assignment.Elements is not null || assignment.Index is not null)
        {
            return assignment.IsAppended || assignment.Index is not null ? [.. state.Get(assignment.Name) ?? [], .. values] : values;
        }

        var before = assignment.IsAppended ? state.Get(assignment.Name)?.FirstOrDefault() : null;
        return before is null ? values : [new Field(before.Text.Length + values[0].Text.Length > Content.MostText ? Field.Anything.Text
            : before.Text + values[0].Text, before.Data | values[0].Data)];
    }

    /// <summary>Runs a program by its fields, as part of the command <paramref name="outer"/>.</summary>
    public Content Invoke(Call outer, IReadOnlyList<Field> fields, Content input, ShellState? state = null) =>
        _depth >= MostDepth || IsExhausted ? Content.Unknown
            : Dispatch(new Call(this, state ?? outer.State, fields, outer.Environment, input,
            outer.Segment)
            { Redirections = outer.Redirections });

    private Content Dispatch(Call call)
    {
        if (call.Name.Length == 0)
        {
            return call.Input;
        }

        Spend(CommandCost);
        _programs.Add(call.Name);
        if (_calls.Count < MostCalls)
        {
            _calls.Add(call);
        }

        if (call.State.Functions.TryGetValue(call.Fields[0].Text, out var body))
        {
            return RunFunction(call, body);
        }

        if (!call.Fields[0].IsKnown)
        {
            NoteUnknown(call.Segment, "Which program runs is not known here.");
        }

        // A command that came over the network: `$line`, from someone else.
        if (call.Fields[0] is { Text: [Field.Unknown], Data: var named } && (named & DataKinds.Network) != 0)
        {
            call.Emit(EffectKind.Execute, "a shell", data: named);
            return Content.Unknown.With(DataKinds.ShellOutput);
        }

        // A name that was decoded: `$(echo bHM= | base64 -d)`.
        if ((call.Fields[0].Data & DataKinds.Disguised) != 0)
        {
            call.Emit(EffectKind.Execute, "a shell", data: DataKinds.Decoded);
        }

        _depth++;
        var output = programs.Run(call);
        _depth--;
        return output;
    }

    /// <summary>Whether a script is already running, and whether it is about to start a second copy.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="script">Its path, content and arguments: with others it may do something else.</param>
    /// <param name="isAnother">Whether it starts itself unchanged, in the background.</param>
    public bool IsRunning(string path, string script, out bool isAnother)
    {
        var running = _activeScripts.FindAll(active => active.Path == path);
        isAnother = running is [var only] && only.Script == script && _backgrounds > only.Backgrounds;
        return running.Exists(active => active.Script == script);
    }

    /// <summary>Runs a script that the command wrote, named as in <see cref="IsRunning"/>.</summary>
    public Content RunScript(string path, string script, Func<Content> run)
    {
        _activeScripts.Add((path, script, _backgrounds));
        var output = run();
        _activeScripts.RemoveAt(_activeScripts.Count - 1);
        return output;
    }

    private Content RunFunction(Call call, ShellCommand body)
    {
        var name = call.Fields[0].Text;
        if (!_activeFunctions.Add(name))
        {
            // It calls itself: twice in one round or in the background makes a fork bomb.
            if (_backgrounds > 0 || _programs.TakeLast(2).All(program => program == call.Name))
            {
                Add(new Effect(EffectKind.Fork, call.Segment) { Detail = "a function that starts itself" });
            }

            return Content.Unknown;
        }

        var outer = call.State.Arguments;
        call.State.Arguments = [.. call.Args];
        var output = Run(body, call.State, call.Input);
        call.State.Arguments = outer;
        _activeFunctions.Remove(name);
        return output;
    }

    /// <summary>Runs a compound command with its redirections.</summary>
    private Content Redirected(IReadOnlyList<ShellRedirection> redirections, ShellState state, Content input, Func<Content, Content> run)
    {
        if (redirections.Count == 0)
        {
            return run(input);
        }

        var call = new Call(this, state, [], [], input, "");
        return Redirect(call, redirections, run);
    }

    private Content Redirect(Call call, IReadOnlyList<ShellRedirection> redirections, Func<Content, Content>? run = null)
    {
        var expander = ExpanderOf(call.Segment, call.State);
        var outputs = new List<(ShellRedirection Redirection, Field Target)>();
        foreach (var redirection in redirections)
        {
            var target = expander.Single(redirection.Target);
            call.Redirections.Add((redirection, target));
            switch (redirection.Operator)
            {
                case "<<":
                    call.Input = new Content(target.Text, target.Data);
                    break;
                case "<<<":
                    call.Input = new Content(target.Text + "\n", target.Data);
                    break;
                case "<" or "<>" when Connection(target.Text) is { } host:
                    Connections[redirection.Descriptor.Length == 0 ? "0" : redirection.Descriptor] = host;
                    call.Input = Content.Unknown.With(DataKinds.Network);
                    break;
                case "<" or "<>":
                    call.Input = programs.ReadsNothing(call.Name) ? Content.Unknown : call.Read(target);
                    if (redirection.Descriptor is not ("" or "0") && Files.Count < MostFiles)
                    {
                        // `bash <&3` and `bash /dev/fd/3` read it later.
                        Files[$"/dev/fd/{redirection.Descriptor}"] = call.Input;
                    }

                    break;
                case "<&" when Files.TryGetValue($"/dev/fd/{target.Text}", out var opened):
                    call.Input = opened;
                    break;
                case "<&" when Connections.ContainsKey(target.Text):
                    call.Input = Content.Unknown.With(DataKinds.Network);
                    break;
                case ">" or ">>" or ">|" or "&>" or "&>>" or ">&":
                    outputs.Add((redirection, target));
                    break;
            }
        }

        var output = run is null ? Dispatch(call) : run(call.Input);
        foreach (var (redirection, target) in outputs)
        {
            output = Redirect(call, redirection, target, output);
        }

        return output;
    }

    private Content Redirect(Call call, ShellRedirection redirection, Field target, Content output)
    {
        var isError = redirection.Descriptor is not ("" or "1");
        if (Connection(target.Text) is { } host)
        {
            Connections[redirection.Descriptor.Length == 0 ? "1" : redirection.Descriptor] = host;
            call.Connect(host, output.Data | call.Issued(output.Text));
            return Content.Nothing;
        }

        if (redirection.Operator == ">&" && (target.Text == "-"
            || (target.Text.Length > 0 && target.Text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0)))
        {
            if (!isError && Connections.TryGetValue(target.Text, out var connected))
            {
                call.Connect(connected, output.Data);
                return Content.Nothing;
            }

            return !isError && target.Text == "2" ? Content.Nothing : output;
        }

        call.Write(target, isError ? Content.Nothing : output, redirection.IsAppended ? EffectTraits.None : EffectTraits.Overwrites);
        // Output to the terminal is still shown.
        return isError || target.Text is "/dev/stdout" or "/dev/tty" or "/dev/stderr" ? output : Content.Nothing;
    }

    /// <summary>The other machine of `/dev/tcp/HOST/PORT`.</summary>
    private static string? Connection(string path) =>
        path.StartsWith("/dev/tcp/", StringComparison.Ordinal) || path.StartsWith("/dev/udp/", StringComparison.Ordinal)
            ? path["/dev/tcp/".Length..].Split('/')[0] : null;
}
