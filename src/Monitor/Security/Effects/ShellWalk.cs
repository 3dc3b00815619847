using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Shell;

namespace ToolTime.Monitor.Security.Effects;

/// <summary>
/// Walks through a script as a shell would, without running anything, and records what it would do. All branches are taken; unknown values
/// stay unknown. The work is bounded, so that no script takes long.
/// </summary>
internal sealed partial class ShellWalk(ProjectBoundary boundary, IPrograms programs)
{
    /// <summary>The limit of work: about one unit per character produced or command walked.</summary>
    private const int MostWork = 200_000;
    private const int MostDepth = 40;
    private const int CommandCost = 100;
    private const int NodeCost = 20;
    private const int ForeseeCost = 2000;
    private const int MostRounds = 16;
    private const int MostCalls = 64;
    private const int MostFiles = 256;
    private const int MostJobs = 2000;

    /// <summary>The most containers, machines or workflows that a loop usually starts.</summary>
    private const int MostStarts = 49;

    private readonly List<Effect> _effects = [];
    private readonly List<string> _programs = [];
    private readonly List<Call> _calls = [];
    private readonly HashSet<string> _activeFunctions = [];
    private readonly List<(string Path, string Script, int Backgrounds)> _activeScripts = [];
    private int _work;
    private int _depth;
    private int _descriptors = 60;
    private int _backgrounds;

    public ProjectBoundary Boundary => boundary;

    public string Home => boundary.Home;

    public string Project => boundary.Project;

    /// <summary>The folder of other users' homes.</summary>
    public string HomeOfOthers => Home.StartsWith("/Users/", StringComparison.Ordinal) ? "/Users" : "/home";

    public IReadOnlyList<Effect> Effects => _effects;

    /// <summary>The programs that it reached, the first 64.</summary>
    public IReadOnlyList<Call> Calls => _calls;

    /// <summary>Files that this script wrote, by absolute path.</summary>
    public Dictionary<string, Content> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Folders into which this script unpacked something.</summary>
    public List<(string Folder, Content Content)> Unpacked { get; } = [];

    /// <summary>What reads a `>( … )`, by its name as a file.</summary>
    private Dictionary<string, ShellScript> Readers { get; } = [];

    /// <summary>Descriptors connected to other machines.</summary>
    public Dictionary<string, string> Connections { get; } = [];

    /// <summary>Links that this script created.</summary>
    public Dictionary<string, string> Links { get; } = new(StringComparer.Ordinal);

    public bool IsExhausted => _work > MostWork;

    public void Spend(int work) => _work += work;

    public void Add(Effect effect)
    {
        if (_effects.Count < 512)
        {
            _effects.Add(effect);
        }
    }

    /// <summary>Walks a whole command line; what its statements would show is recorded too.</summary>
    public void RunAll(ShellScript script, ShellState state)
    {
        foreach (var statement in script.Statements.TakeWhile(_ => !IsExhausted))
        {
            var shown = Run(statement, state, Content.Nothing);
            if (shown.Has(DataKinds.Token | DataKinds.Environment | DataKinds.SecretNames))
            {
                Add(new Effect(EffectKind.Show, TextOf(statement.Command)) { Data = shown.Data, Traits = state.Traits });
            }
        }
    }

    public Content Run(ShellScript script, ShellState state, Content input)
    {
        var output = Content.Nothing;
        foreach (var statement in script.Statements)
        {
            if (IsExhausted)
            {
                break;
            }

            output = output.Then(Run(statement, state, input));
            // The first reader takes everything.
            input = statement.Command is ShellCommand.Simple { Words: [var first, ..] } && first.Bare() is "read" or "cd" or "echo"
                or "mkdir" or "set" ? input : Content.Unknown.With(input.Data);
        }

        return output;
    }

    /// <summary>Parses text as a script and walks it.</summary>
    public Content RunText(string text, ShellState state, Content input)
    {
        if (_depth >= MostDepth || IsExhausted)
        {
            return Content.Unknown;
        }

        Spend(text.Length);
        _depth++;
        var output = Run(ShellParser.Parse(text), state, input);
        _depth--;
        return output;
    }

    /// <summary>What a text would do if it ran later; nothing is recorded or remembered except the work.</summary>
    /// <param name="text">The shell text.</param>
    /// <param name="state">What the shell knows.</param>
    /// <param name="calls">The programs that it would start, if remembered.</param>
    /// <param name="keepsFiles">Whether the files that it would write stay known, for a text that follows.</param>
    public IReadOnlyList<Effect> Foresee(string text, ShellState state, out IReadOnlyList<Call> calls, bool keepsFiles = false)
    {
        Spend(ForeseeCost);
        var (effects, names, known) = (_effects.Count, _programs.Count, _calls.Count);
        var (unpacked, backgrounds) = (Unpacked.Count, _backgrounds);
        var (files, readers, connections, links) = (Files.ToArray(), Readers.ToArray(), Connections.ToArray(), Links.ToArray());
        RunText(text, state.Copy(), Content.Nothing);
        IReadOnlyList<Effect> foreseen = [.. _effects.Skip(effects)];
        calls = [.. _calls.Skip(known)];
        _effects.RemoveRange(effects, _effects.Count - effects);
        _programs.RemoveRange(names, _programs.Count - names);
        _calls.RemoveRange(known, _calls.Count - known);
        if (!keepsFiles)
        {
            Unpacked.RemoveRange(unpacked, Unpacked.Count - unpacked);
            Restore(Files, files);
        }

        _backgrounds = backgrounds;
        Restore(Readers, readers);
        Restore(Connections, connections);
        Restore(Links, links);
        return foreseen;
    }

    private static void Restore<T>(Dictionary<string, T> entries, KeyValuePair<string, T>[] before)
    {
        entries.Clear();
        foreach (var (key, value) in before)
        {
            entries[key] = value;
        }
    }

    public Content RunSubstitution(ShellScript script, ShellState state) => Run(script, state.Copy(), Content.Unknown);

    /// <summary>Gives a process substitution a file name.</summary>
    public string RunProcess(ShellPart.Process process, ShellState state)
    {
        var name = $"/dev/fd/{++_descriptors}";
        if (process.IsOutput)
        {
            Readers[name] = process.Script;
        }
        else
        {
            Files[name] = Run(process.Script, state.Copy(), Content.Unknown);
        }

        return name;
    }

    /// <summary>Records what a file's text does by itself.</summary>
    public void NoteText(Call call, ResolvedPath path, string text) => programs.NoteText(call, path, text);

    /// <summary>Records a file's new content.</summary>
    public void Store(string path, Content content, bool isAppended, ShellState state)
    {
        if (Readers.Remove(path, out var reader))
        {
            Run(reader, state.Copy(), content);
        }
        else if (Files.Count < MostFiles)
        {
            Files[path] = isAppended && Files.TryGetValue(path, out var before) ? before.Then(content) : content;
        }
    }

    private Content Run(ShellStatement statement, ShellState state, Content input)
    {
        if (!statement.IsBackground)
        {
            return Start(statement.Command, state, input);
        }

        _backgrounds++;
        Start(statement.Command, state.Copy(), input);
        return Content.Nothing;
    }

    private Content Run(ShellCommand command, ShellState state, Content input)
    {
        if (_depth >= MostDepth * 2 || IsExhausted)
        {
            return Content.Unknown;
        }

        Spend(NodeCost);
        _depth++;
        var output = command switch
        {
            ShellCommand.Simple simple => Run(simple, state, input),
            ShellCommand.Pipeline pipeline => Run(pipeline, state, input),
            ShellCommand.AndOr list => list.Chain().Aggregate(Content.Nothing, (output, link) =>
                output.Then(Start(link.Command, state, input))),
            ShellCommand.Group group => Redirected(group.Redirections, state, input, into =>
                Run(group.Body, group.IsSubshell ? state.Copy() : state, into)),
            ShellCommand.If choice => Redirected(choice.Redirections, state, input, into => Run(choice, state, into)),
            ShellCommand.While loop => Redirected(loop.Redirections, state, input, into => Run(loop, state, into)),
            ShellCommand.For loop => Redirected(loop.Redirections, state, input, into => Run(loop, state, into)),
            ShellCommand.ArithmeticFor loop => Redirected(loop.Redirections, state, input, into => Run(loop, state, into)),
            ShellCommand.Case choice => Redirected(choice.Redirections, state, input, into => Run(choice, state, into)),
            ShellCommand.Function function => Define(function, state),
            ShellCommand.Test test => Expand(test.Words, state),
            ShellCommand.Arithmetic arithmetic => Expand([arithmetic.Expression], state),
            _ => Content.Nothing,
        };
        _depth--;
        return output;
    }

    private Content Run(ShellCommand.Pipeline pipeline, ShellState state, Content input)
    {
        foreach (var command in pipeline.Commands)
        {
            if (IsExhausted)
            {
                break;
            }

            input = Run(command, pipeline.Commands.Count > 1 ? state.Copy() : state, input);
        }

        return input;
    }

    private Content Run(ShellCommand.If choice, ShellState state, Content input)
    {
        var output = Content.Nothing;
        foreach (var branch in choice.Branches)
        {
            Run(branch.Condition, state, input);
            output = output.Then(Run(branch.Body, state, input));
        }

        return choice.Else is null ? output : output.Then(Run(choice.Else, state, input));
    }

    private Content Run(ShellCommand.Case choice, ShellState state, Content input)
    {
        Expand([choice.Subject], state);
        return choice.Items.Aggregate(Content.Nothing, (output, item) => output.Then(Run(item.Body, state, input)));
    }

    private static Content Define(ShellCommand.Function function, ShellState state)
    {
        state.Functions[function.Name] = function.Body;
        return Content.Nothing;
    }

    private Content Expand(IReadOnlyList<ShellWord> words, ShellState state)
    {
        var expander = new WordExpander(this, state);
        foreach (var word in words)
        {
            expander.Single(word);
        }

        return Content.Nothing;
    }

    private static string TextOf(ShellCommand command) => command is ShellCommand.Simple simple
        ? simple.Text
        : ShellPrinter.Print(new ShellScript([new ShellStatement(command, IsBackground: false)], HasErrors: false)).Trim();
}
