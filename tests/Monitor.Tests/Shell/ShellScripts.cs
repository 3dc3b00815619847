using ToolTime.Monitor.Security.Shell;

namespace ToolTime.Monitor.Tests.Shell;

/// <summary>Makes random scripts: every kind of command and word.</summary>
internal sealed class ShellScripts(Random random)
{
    private static readonly string[] Names = ["ls", "rm", "x", "grep", "a1", "foo-bar", "./run"];
    private static readonly string[] Texts = ["", "a b", "it's", "$HOME", "`x`", "\\", "\"", "#", "a;b|c&d", "(", "*", "\n", "é", "~"];
    private static readonly string[] Operators = [":-", "-", ":=", ":?", "+", "#", "##", "%", "%%", "/", "//", "^^", ",,", ":"];

    public ShellScript Script(int depth) => new([.. Several(1, 3, () => new ShellStatement(Command(depth), random.Next(6) == 0))], false);

    private ShellCommand Command(int depth) => random.Next(depth <= 0 ? 1 : 12) switch
    {
        1 => new ShellCommand.Pipeline([.. Several(2, 3, () => Piped(depth - 1))], random.Next(4) == 0),
        2 => new ShellCommand.AndOr(Piped(depth - 1), random.Next(2) == 0, Piped(depth - 1)),
        3 => new ShellCommand.Group(Script(depth - 1), random.Next(2) == 0, Redirections()),
        4 => new ShellCommand.If([.. Several(1, 2, () => new ShellBranch(Script(depth - 1), Script(depth - 1)))], random.Next(2) == 0
            ? Script(depth - 1) : null, Redirections()),
        5 => new ShellCommand.While(Script(depth - 1), Script(depth - 1), random.Next(2) == 0, Redirections()),
        6 => new ShellCommand.For("i", random.Next(4) == 0 ? null : [.. Several(0, 3, () => Word(depth - 1))], Script(depth - 1), false,
            Redirections()),
        7 => new ShellCommand.Case(Word(depth - 1),
            [.. Several(1, 2, () => new ShellCaseItem([.. Several(1, 2, () => Word(depth - 1))], Script(depth - 1)))], Redirections()),
        8 => new ShellCommand.Function("f", new ShellCommand.Group(Script(depth - 1), false, [])),
        9 => new ShellCommand.Arithmetic(new ShellWord([new ShellPart.Text("i + 1", true)]), Redirections()),
        10 => new ShellCommand.Test([new ShellWord([new ShellPart.Text("-n", false)]), Word(depth - 1)], Redirections()),
        _ => Simple(depth),
    };

    private ShellCommand Piped(int depth) => random.Next(3) == 0 ? new ShellCommand.Group(Script(Math.Max(0, depth)), true, [])
        : Simple(depth);

    private ShellCommand.Simple Simple(int depth) => new(
        [.. Several(0, 1, () => new ShellAssignment("v", null, random.Next(4) == 0, Word(depth - 1), null))],
        [new ShellWord([new ShellPart.Text(Names[random.Next(Names.Length)], false)]), .. Several(0, 3, () => Word(depth - 1))],
        Redirections(),
        "");

    private ShellRedirection[] Redirections() =>
        [.. Several(0, 1, () => random.Next(4) == 0
            ? new ShellRedirection("", "<<",
                new ShellWord([new ShellPart.Text($"{Texts[random.Next(Texts.Length)].Replace("END", "", StringComparison.Ordinal)}\n",
                true)]))
            : new ShellRedirection(random.Next(2) == 0 ? "2" : "", ">", Word(0)))];

    private ShellWord Word(int depth)
    {
        var word = new WordBuilder();
        foreach (var part in Several(1, 3, () => Part(depth)))
        {
            if (part is ShellPart.Text text)
            {
                word.Add(text.Value, text.IsQuoted);
            }
            else
            {
                word.Add(part);
            }
        }

        return word.Build();
    }

    private ShellPart Part(int depth) => random.Next(depth <= 0 ? 2 : 6) switch
    {
        0 => new ShellPart.Text(Names[random.Next(Names.Length)], false),
        1 => new ShellPart.Text(Texts[random.Next(Texts.Length)], true),
        2 => new ShellPart.Parameter("p", null, "", null, random.Next(2) == 0),
        3 => new ShellPart.Parameter("p", null, Operators[random.Next(Operators.Length)], new ShellWord([new ShellPart.Text("ab", false)]),
            false),
        4 => new ShellPart.Command(Script(depth - 1), random.Next(2) == 0),
        _ => new ShellPart.Arithmetic(new ShellWord([new ShellPart.Text("1+2", true)]), random.Next(2) == 0),
    };

    private List<T> Several<T>(int least, int most, Func<T> make)
    {
        var made = new List<T>();
        for (var count = random.Next(least, most + 1); count > 0; count--)
        {
            made.Add(make());
        }

        return made;
    }
}
