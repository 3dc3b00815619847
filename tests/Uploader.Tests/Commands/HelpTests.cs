using System.CommandLine;
using ToolTime.Uploader.Commands;

namespace ToolTime.Uploader.Tests.Commands;

/// <summary>What `--help` says of every command.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Commands { get; } = [.. Paths(CommandLine.Root(), "")];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_OfACommand_IsItsSnapshot(string path)
    {
        using var output = new StringWriter();
        CommandLine
            .Root()
            .Parse([.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"])
            .Invoke(new InvocationConfiguration { Output = output });
        // The command's name is that of the program it runs in, here the tests'.
        var program = CommandLine.Root().Name;
        Snapshot.Check(
            $"help/{(path.Length == 0 ? "tooltime" : path.Replace(' ', '-'))}.txt",
            output.ToString().Replace(program, "tooltime", StringComparison.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_OfACommand_TellsEachOptionsDefaultAndExample(string path)
    {
        var command = path.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate((Command)CommandLine.Root(), (parent, name) => parent.Subcommands.Single(child => child.Name == name));
        Assert.All(command.Options.Where(option => option is not System.CommandLine.Help.HelpOption and not VersionOption), option =>
        {
            Assert.Contains("Default: ", option.Description, StringComparison.Ordinal);
            Assert.Contains($"Example: {option.Name}", option.Description, StringComparison.Ordinal);
        });
    }

    private static IEnumerable<string> Paths(Command command, string path) =>
        command.Subcommands.Where(child => !child.Hidden).SelectMany(child => Paths(child, $"{path} {child.Name}".Trim())).Prepend(path);
}
