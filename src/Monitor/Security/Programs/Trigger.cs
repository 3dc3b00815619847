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
    private readonly string[][] _begins = [];
    private readonly string[] _has = [];
    private readonly string[] _lacks = [];

    /// <summary>The first arguments in their order; `|` is between alternatives.</summary>
    public string Begins
    {
        init => _begins = [.. value.Split(' ').Select(word => word.Split('|'))];
    }

    /// <summary>Arguments of which there must be one.</summary>
    public string Has
    {
        init => _has = value.Split(' ');
    }

    /// <summary>Arguments of which there must be none.</summary>
    public string Lacks
    {
        init => _lacks = value.Split(' ');
    }

    /// <summary>Whether capitals and small letters are the same.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>Adds their programs; one may have several triggers.</summary>
    public static void Add(Dictionary<string, Func<Call, Content>> programs, IEnumerable<Trigger> triggers)
    {
        foreach (var program in triggers.SelectMany(trigger => trigger._names.Select(name => (name, trigger))).GroupBy(one => one.name))
        {
            Trigger[] ofProgram = [.. program.Select(one => one.trigger)];
            programs[program.Key] = call => Run(call, ofProgram);
        }
    }

    private static Content Run(Call call, Trigger[] triggers)
    {
        if (Array.Find(triggers, trigger => trigger.IsPulled(call.Args)) is { } pulled)
        {
            pulled.Emit(call);
        }

        return Content.Unknown;
    }

    private void Emit(Call call) => call.Emit(kind, detail ?? call.Name);

    private bool IsPulled(IReadOnlyList<Field> args) =>
        args.Count >= _begins.Length
        && _begins.Index().All(word => IsAny(args[word.Index], word.Item))
        && (_has.Length == 0 || args.Any(arg => IsAny(arg, _has)))
        && !args.Any(arg => IsAny(arg, _lacks));

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
