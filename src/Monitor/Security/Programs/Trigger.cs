using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>A program that does something which counts if its arguments are these, and nothing else that does.</summary>
/// <remarks>
/// Words of a pattern are separated by a blank. A `*` where a word begins or ends stands for anything. An argument of several words is
/// compared by its first.
/// </remarks>
internal sealed class Trigger(string programs, EffectKind kind, string? detail = null)
{
    private readonly string[] _names = programs.Split(' ');

    /// <summary>The first arguments in their order; `|` is between alternatives.</summary>
    public string? Begins { get; init; }

    /// <summary>Arguments of which there must be one.</summary>
    public string? Has { get; init; }

    /// <summary>Arguments of which there must be none.</summary>
    public string? Lacks { get; init; }

    /// <summary>Whether capitals and small letters are the same.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>Adds their programs; one may have several triggers.</summary>
    public static void Add(Dictionary<string, Func<Call, Content>> programs, Trigger[] triggers)
    {
        Func<Call, Content> run = call => Run(call, triggers);
        foreach (var trigger in triggers)
        {
            foreach (var name in trigger._names)
            {
                programs[name] = run;
            }
        }
    }

    private static Content Run(Call call, Trigger[] triggers)
    {
        if (Array.Find(triggers, trigger => trigger._names.Contains(call.Name) && trigger.IsPulled(call.Args)) is { } pulled)
        {
            pulled.Emit(call);
        }

        return Content.Unknown;
    }

    private void Emit(Call call) => call.Emit(kind, detail ?? call.Name);

    private bool IsPulled(IReadOnlyList<Field> args) =>
        (Begins is null || BeginsWith(args, Begins.Split(' ')))
        && (Has is null || HasAny(args, Has.Split(' ')))
        && !(Lacks is not null && HasAny(args, Lacks.Split(' ')));

    private bool BeginsWith(IReadOnlyList<Field> args, string[] words) =>
        args.Count >= words.Length && words.Index().All(word => IsAny(args[word.Index], word.Item.Split('|')));

    private bool HasAny(IReadOnlyList<Field> args, string[] patterns) => args.Any(arg => IsAny(arg, patterns));

    private bool IsAny(Field argument, string[] patterns) => Array.Exists(patterns, pattern => Matches(FirstWord(argument.Text), pattern));

    private bool Matches(ReadOnlySpan<char> word, ReadOnlySpan<char> pattern)
    {
        var comparison = IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return (pattern.StartsWith('*'), pattern.EndsWith('*')) switch
        {
            (true, true) => word.Contains(pattern.Trim('*'), comparison),
            (true, false) => word.EndsWith(pattern[1..], comparison),
            (false, true) => word.StartsWith(pattern[..^1], comparison),
            _ => word.Equals(pattern, comparison),
        };
    }

    private static ReadOnlySpan<char> FirstWord(string text) =>
        text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end ? text.AsSpan(0, end) : text;
}
