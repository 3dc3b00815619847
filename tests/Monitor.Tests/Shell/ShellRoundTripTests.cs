using ToolTime.Monitor.Security.Shell;

namespace ToolTime.Monitor.Tests.Shell;

/// <summary>Printed scripts parse to the same script, and no text makes the parser fail.</summary>
public sealed class ShellRoundTripTests
{
    [Fact]
    public void Parse_WhatWasPrinted_IsTheSameScript()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var script = new ShellScripts(new Random(seed)).Script(depth: 3);
            var text = ShellPrinter.Print(script);
            var read = ShellParser.Parse(text);
            Assert.Equal($"{seed}: {ShellDump.Dump(script)}", $"{seed}: {ShellDump.Dump(read)}");
            Assert.False(read.HasErrors, text);
        }
    }

    [Fact]
    public void Parse_LabelledCommands_ArePrintedAndReadAgain()
    {
        foreach (
            var item in LabelledCommand
                .ReadAll(Engine.Fixture("labelled.tsv"))
                .Concat(LabelledCommand.ReadAll(Engine.Fixture("held-out.tsv")))
        )
        {
            var script = ShellParser.Parse(item.Text);
            if (!script.HasErrors)
            {
                Assert.Equal(ShellDump.Dump(script), ShellDump.Dump(ShellParser.Parse(ShellPrinter.Print(script))));
            }
        }
    }

    [Fact]
    public void Evaluate_MutatedCommands_NeverFails()
    {
        var commands = LabelledCommand
            .ReadAll(Engine.Fixture("labelled.tsv"))
            .Concat(LabelledCommand.ReadAll(Engine.Fixture("held-out.tsv")))
            .Select(item => item.Text)
            .ToList();
        const string Signs = "'\"`$(){}[]<>|&;\\\n #*?~=!\0\u00a0\ue000";
        for (var seed = 0; seed < 6000; seed++)
        {
            var random = new Random(seed);
            var text = commands[random.Next(commands.Count)].ToList();
            for (var change = random.Next(1, 8); change > 0; change--)
            {
                var at = random.Next(text.Count + 1);
                if (random.Next(3) == 0 && at < text.Count)
                {
                    text.RemoveAt(at);
                }
                else
                {
                    text.Insert(at, Signs[random.Next(Signs.Length)]);
                }
            }

            // It returns; what it finds in nonsense does not matter.
            Assert.NotNull(Engine.Bash(new string([.. text])));
        }
    }
}
