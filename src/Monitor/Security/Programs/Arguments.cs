using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Options and operands of a program: `-rf` is `-r` and `-f`, `--name=value` is `--name` with its value.</summary>
internal sealed class Arguments
{
    private readonly List<(string Name, Field? Value)> _options = [];

    private Arguments(IReadOnlyList<Field> args, OptionSpec spec)
    {
        var at = 0;
        for (; at < args.Count; at++)
        {
            var text = args[at].Text;
            if (text == "--")
            {
                at++;
                break;
            }

            if (text.Length < 2 || text[0] != '-')
            {
                if (spec.StopsAtOperand)
                {
                    break;
                }

                Operands.Add(args[at]);
            }
            else if (text[1] == '-' || spec.HasLongWithOneDash)
            {
                at += Long(args, at, spec);
            }
            else
            {
                at += Short(args, at, spec);
            }
        }

        Rest = [.. args.Skip(at)];
        if (!spec.StopsAtOperand)
        {
            Operands.AddRange(Rest);
        }
    }

    public List<Field> Operands { get; } = [];

    /// <summary>What follows the options, if the first operand ends them.</summary>
    public IReadOnlyList<Field> Rest { get; }

    public static Arguments Read(IReadOnlyList<Field> args, OptionSpec spec) => new(args, spec);

    public static Arguments Read(IReadOnlyList<Field> args) => new(args, OptionSpec.Plain);

    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach (var (name, _) in _options)
        {
            if (names.Contains(name))
            {
                return true;
            }
        }

        return false;
    }

    public Field? Value(params ReadOnlySpan<string> names)
    {
        foreach (var (name, value) in _options)
        {
            if (value is not null && names.Contains(name))
            {
                return value;
            }
        }

        return null;
    }

    public IReadOnlyList<Field> Values(params ReadOnlySpan<string> names)
    {
        List<Field> values = [];
        foreach (var (name, value) in _options)
        {
            if (value is not null && names.Contains(name))
            {
                values.Add(value);
            }
        }

        return values;
    }

    private int Long(IReadOnlyList<Field> args, int at, OptionSpec spec)
    {
        var text = args[at].Text;
        var equals = text.IndexOf('=');
        if (equals > 0)
        {
            _options.Add((text[..equals], args[at] with { Text = text[(equals + 1)..] }));
            return 0;
        }

        var takes = spec.TakesValue(text) && at + 1 < args.Count;
        _options.Add((text, takes ? args[at + 1] : null));
        return takes ? 1 : 0;
    }

    private int Short(IReadOnlyList<Field> args, int at, OptionSpec spec)
    {
        var text = args[at].Text;
        for (var letter = 1; letter < text.Length; letter++)
        {
            var name = $"-{text[letter]}";
            if (!spec.TakesValue(name))
            {
                _options.Add((name, null));
                continue;
            }

            if (letter + 1 < text.Length)
            {
                _options.Add((name, args[at] with { Text = text[(letter + 1)..] }));
                return 0;
            }

            _options.Add((name, at + 1 < args.Count ? args[at + 1] : null));
            return 1;
        }

        return 0;
    }
}
