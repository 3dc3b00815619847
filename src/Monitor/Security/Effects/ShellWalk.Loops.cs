using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Shell;

namespace ToolTime.Monitor.Security.Effects;

/// <content>Loops, each run a bounded number of times, and what a loop without end does.</content>
internal sealed partial class ShellWalk
{
    private Content Run(ShellCommand.For loop, ShellState state, Content input)
    {
        IReadOnlyList<Field> values = loop.Words is null ? state.Arguments ?? [Field.Anything]
            : new WordExpander(this, state).Fields(loop.Words);
        var (before, first, calls) = (_backgrounds, _effects.Count, _calls.Count);
        var output = Content.Nothing;
        foreach (var value in values.Count > MostRounds ? [.. values.Take(MostRounds / 2), .. values.TakeLast(MostRounds / 2)] : values)
        {
            if (IsExhausted)
            {
                break;
            }

            state.Set(loop.Variable, value);
            output = output.Then(Run(loop.Body, state, input));
        }

        NoteManyFiles(loop, first);
        if (HasManyRounds(loop.Words, MostStarts) && _calls.Skip(calls).Any(programs.StartsElsewhere))
        {
            Add(new Effect(EffectKind.Spin, TextOf(loop)) { Detail = "a loop that starts dozens" });
        }

        if (_backgrounds > before && HasManyRounds(loop.Words))
        {
            Add(new Effect(EffectKind.Fork, TextOf(loop)) { Detail = "a loop" });
        }

        return output;
    }

    private Content Run(ShellCommand.ArithmeticFor loop, ShellState state, Content input)
    {
        var (before, calls) = (_backgrounds, _calls.Count);
        var output = RunLoop(loop.Header.Literal()?.Trim() is ";;" or "; ;", loop.Body, state, input);
        if (loop.Header.Literal() is not { } header)
        {
            return output;
        }

        if (IsWide(header, MostStarts) && _calls.Skip(calls).Any(programs.StartsElsewhere))
        {
            Add(new Effect(EffectKind.Spin, TextOf(loop)) { Detail = "a loop that starts dozens" });
        }

        if (_backgrounds > before && IsWide(header))
        {
            Add(new Effect(EffectKind.Fork, TextOf(loop)) { Detail = "a loop" });
        }

        return output;
    }

    /// <summary>Whether a loop's text alone gives it thousands of rounds: `{1..9999}`, `$(seq 9999)`.</summary>
    private static bool HasManyRounds(IReadOnlyList<ShellWord>? words, int most = MostJobs)
    {
        if (words is not [var only])
        {
            return false;
        }

        var command = new ShellCommand.Simple([], [only], [], "");
        var text = ShellPrinter.Print(new ShellScript([new ShellStatement(command, IsBackground: false)], HasErrors: false));
        return (text.Contains("..", StringComparison.Ordinal) || text.Contains("seq", StringComparison.Ordinal)) && IsWide(text, most);
    }

    /// <summary>Whether a loop has many numbers: `seq 1 9999` and `i = 0; i != 9999` have, the ports of `{9000..9003}` have not.</summary>
    private static bool IsWide(string text, int most = MostJobs)
    {
        var numbers = text.Split([.. " .{}()$\n',;<>=+"]).Where(part => part.Length < 12)
            .Select(part => long.TryParse(part, out var number) ? number : (long?)null).OfType<long>().ToList();
        return numbers.Count > 1 ? numbers.Max() - numbers.Min() >= most : numbers is [var rounds] && rounds >= most;
    }

    private static bool IsEndless(ShellCommand condition, bool isUntil)
    {
        if (condition is ShellCommand.Simple simple)
        {
            var words = string.Join(' ', simple.Words.Select(word => word.Literal()));
            return isUntil ? words is "false" : words is "true" or ":" or "[ 1 ]" or "test 1" or "/bin/true" or "sleep 0";
        }

        // The printer may put a line break into `((1))`.
        return condition is ShellCommand.Arithmetic or ShellCommand.Test && TextOf(condition) is "((\n1))" or "((1))" or "[[ 1 ]]";
    }

    private Content Run(ShellCommand.While loop, ShellState state, Content input)
    {
        var isEndless = loop.Condition.Statements is [{ Command: var condition }] && IsEndless(condition, loop.IsUntil);
        if (input.Text is { } text && ReadsInput(loop.Condition))
        {
            var output = Content.Nothing;
            foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(MostRounds))
            {
                Run(loop.Condition, state, new Content(line, input.Data));
                output = output.Then(Run(loop.Body, state, Content.Unknown));
            }

            return output;
        }

        if (!isEndless)
        {
            Run(loop.Condition, state, input);
        }

        return RunLoop(isEndless, loop.Body, state, input);
    }

    /// <summary>Whether a condition is a `read` from the loop's input: one with its own redirection takes nothing from that.</summary>
    private static bool ReadsInput(ShellScript condition) =>
        condition.Statements is [.., { Command: ShellCommand.Simple { Words: [var first, ..] words, Redirections.Count: 0 } }]
        && first.Bare() == "read"
        && !words.Any(word => word.Bare()?.StartsWith("-u", StringComparison.Ordinal) is true);

    /// <summary>Whether a program waits for background jobs, ends them or waits for an event before the next one.</summary>
    private static bool EndsJobs(string program) => program is "wait" or "kill" or "pkill" or "read" or "inotifywait" or "fswatch";

    private Content RunLoop(bool isEndless, ShellScript body, ShellState state, Content input)
    {
        var (effects, started, backgrounds) = (_effects.Count, _programs.Count, _backgrounds);
        var output = Run(body, state, input);
        if (!isEndless)
        {
            return output;
        }

        var takesTime = _programs.Skip(started).Any(programs.TakesTime);
        if (_backgrounds > backgrounds && !_programs.Skip(started).Any(EndsJobs))
        {
            Add(new Effect(EffectKind.Fork, ShellPrinter.Print(body).Trim()) { Detail = "a loop" });
        }
        else if (!takesTime)
        {
            var isWriting = _effects.Skip(effects).Any(effect => effect.Kind is EffectKind.Write
                && effect.Path?.Scope is not PathScope.Stream);
            var kind = isWriting ? EffectKind.FillDisk : EffectKind.Spin;
            Add(new Effect(kind, ShellPrinter.Print(body).Trim()) { Detail = "an endless loop" });
        }

        // What comes slowly fills no disk.
        return takesTime ? output : output.With(DataKinds.Endless);
    }
}
