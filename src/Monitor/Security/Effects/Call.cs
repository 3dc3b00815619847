using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Shell;

namespace ToolTime.Monitor.Security.Effects;

/// <summary>A program that a shell would start, with everything it gets.</summary>
internal sealed class Call(
    ShellWalk walk, ShellState state, IReadOnlyList<Field> fields, IReadOnlyList<(string Name, Field Value)> environment, Content input,
        string segment)
{
    private const int PathCost = 200;

    private string? _name;

    public ShellWalk Walk => walk;

    public ShellState State => state;

    /// <summary>The program and its arguments.</summary>
    public IReadOnlyList<Field> Fields => fields;

    /// <summary>The arguments.</summary>
    public IReadOnlyList<Field> Args { get; } = fields.Count == 0 ? [] : new ArraySegment<Field>([.. fields], 1, fields.Count - 1);

    /// <summary>The variables set only for this program.</summary>
    public IReadOnlyList<(string Name, Field Value)> Environment => environment;

    public Content Input { get; set; } = input;

    public string Segment => segment;

    public List<(ShellRedirection Redirection, Field Target)> Redirections { get; init; } = [];

    /// <summary>The program's name without folder, extension and interpreter version.</summary>
    public string Name => _name ??= fields.Count == 0 ? "" : ProgramName.From(fields[0].Text);

    public void Emit(EffectKind kind, string detail = "", ResolvedPath? path = null, string? host = null, DataKinds data = DataKinds.None,
        EffectTraits traits = EffectTraits.None) =>
        walk.Add(new Effect(kind, segment)
        {
            Detail = detail,
            Path = path,
            Host = host,
            Data = data,
            // What a container shares with the host belongs to the host.
            Traits = path?.IsShared is true ? (traits | state.Traits) & ~(EffectTraits.Contained | EffectTraits.Ephemeral)
                : traits | state.Traits,
        });

    /// <summary>Records an effect if a condition holds; what the program prints is unknown.</summary>
    public Content EmitIf(bool condition, EffectKind kind, string detail)
    {
        if (condition)
        {
            Emit(kind, detail);
        }

        return Content.Unknown;
    }

    public ResolvedPath Path(string text)
    {
        walk.Spend(PathCost);
        return PathResolver.Resolve(text, walk, state);
    }

    /// <summary>Records that a file is read.</summary>
    /// <returns>Its content, if known.</returns>
    public Content Read(Field file, EffectTraits traits = EffectTraits.None)
    {
        var path = Path(file.Text);
        if (walk.Files.TryGetValue(path.Full, out var content))
        {
            return content;
        }

        if (path.Scope is PathScope.Stream)
        {
            return path.Name is "zero" or "urandom" or "random" or "full" ? Content.Unknown.With(DataKinds.Endless) : path.Name is "null"
                ? Content.Nothing : Input;
        }

        Emit(EffectKind.Read, path: path, traits: traits, data: file.Data);
        var data = path.IsSecret ? DataKinds.Secret
            : path.Scope is PathScope.Project ? DataKinds.Project
            : path.Scope is PathScope.Ancestor or PathScope.Root ? DataKinds.Outside | DataKinds.WholeHome
            : path.IsOutside ? DataKinds.Outside : DataKinds.None;
        var unpacked = walk.Unpacked.LastOrDefault(entry => ProjectBoundary.IsWithin(path.Full, entry.Folder));
        return Content.Unknown.With(data | (unpacked.Content?.Data ?? DataKinds.None));
    }

    public void Write(Field file, Content content, EffectTraits traits = EffectTraits.Overwrites)
    {
        var path = Path(file.Text);
        if (path.Scope is PathScope.Stream)
        {
            if (content.Has(DataKinds.Endless))
            {
                Emit(EffectKind.Spin, "an endless stream");
            }

            walk.Store(path.Full, content, isAppended: false, state);
            return;
        }

        Emit(EffectKind.Write, path: path, data: content.Data, traits: traits, detail: content.Text is "" ? "empty" : "");
        if (content.Text is { Length: > 0 } text)
        {
            walk.NoteText(this, path, text);
        }

        walk.Store(path.Full, content, (traits & EffectTraits.Overwrites) == 0, state);
    }

    /// <summary>What a text contains that has the form of an issued secret, as far as there is work left to look for it.</summary>
    public DataKinds Issued(string? text)
    {
        if (text is null || walk.IsExhausted)
        {
            return DataKinds.None;
        }

        walk.Spend(text.Length);
        return TokenMakers.In(text);
    }

    public void Delete(Field file, EffectTraits traits = EffectTraits.None)
    {
        if (!file.IsKnown)
        {
            walk.NoteUnknown(segment, "Which file it deletes is not known here.");
        }

        Emit(EffectKind.Delete, path: Path(file.Text), traits: traits);
    }

    /// <summary>Records that something is sent to another machine.</summary>
    public void Send(string host, DataKinds data, string detail = "") => Emit(EffectKind.Send, detail, host: host, data: data);

    /// <summary>Records that a program's output is sent to another machine; a shell connected there is a reverse shell.</summary>
    public void Connect(string host, DataKinds data)
    {
        if (ProgramName.IsShell(Name) || (data & DataKinds.ShellOutput) != 0)
        {
            Emit(EffectKind.ReverseShell, host: host);
        }
        else
        {
            Send(host, data, "a raw connection");
        }
    }

    /// <summary>Runs another program with these fields, in the same shell.</summary>
    public Content Run(IReadOnlyList<Field> command, Content? given = null, ShellState? inState = null) =>
        walk.Invoke(this, command, given ?? Input, inState);

    /// <summary>Runs text as a shell script.</summary>
    public Content RunText(Field text, ShellState inState, Content? given = null)
    {
        if ((text.Data & (DataKinds.Network | DataKinds.Disguised)) != 0)
        {
            Emit(EffectKind.Execute, "a shell", data: text.Data);
        }

        if (!Field.IsKnownText(text.Text))
        {
            walk.NoteUnknown(segment, "The text that runs is not known here.");
        }

        return Field.IsKnownText(text.Text) || text.Text.Length > 1 ? walk.RunText(text.Text, inState, given ?? Input)
            : Content.Unknown.With((text.Data & DataKinds.Network) != 0 ? DataKinds.ShellOutput : DataKinds.None);
    }
}
