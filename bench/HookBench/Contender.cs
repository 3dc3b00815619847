using System.Diagnostics;

namespace ToolTime.HookBench;

/// <summary>A command that takes a hook's input on standard input, as the whole process that an agent starts and waits for.</summary>
internal sealed record Contender(string Name, string Program, string[] Arguments, BenchHome Home)
{
    /// <summary>Done before each run, and not measured.</summary>
    public Action Prepare { get; init; } = () => { };

    public bool IsRecording { get; init; } = true;

    /// <summary>What is measured instead of a process; null if it is a process.</summary>
    public Func<TimeSpan>? Send { get; init; }

    public static IReadOnlyList<Contender> All(
        string root,
        string client,
        BenchHome home,
        HangingUpload upload,
        BenchHome command,
        BenchHome guarded,
        ServedHooks served
    )
    {
        var script = Path.Combine(root, "bench", "hook.py");
        var contenders = new List<Contender>
        {
            new("`tooltime hook`", client, ["hook"], home),
            new("`tooltime hook`, ReadyToRun", Client.Publish(root, home.Root, isNative: false), ["hook"], home),
            new("`tooltime hook`, while an upload hangs", client, ["hook"], upload.Home),
            new("a turn's end that starts an upload while one hangs", client, ["hook"], upload.EndHome)
            {
                Prepare = upload.MakeDue,
            },
            new("`tooltime hook` before a command", client, ["hook"], command),
            new("the same, which it evaluates for the audit trail and blocking", client, ["hook"], guarded),
            new("a hook over HTTP to `tooltime serve`, without a process", client, [], served.Home) { Send = served.Send },
        };
        foreach (var (name, interpreter) in Python.Interpreters())
        {
            contenders.Add(new(name, interpreter, [script], home));
        }

        contenders.Add(new("`cat`, which records nothing", "/bin/cat", [], home) { IsRecording = false });
        contenders.Add(new("`sh -c 'exec cat >> file'`", "/bin/sh", ["-c", $"exec cat >> '{home.EventsFile}'"], home));
        return contenders;
    }

    /// <summary>Each must really record, or its time says nothing.</summary>
    public void Check()
    {
        var before = Home.Recorded;
        Run();
        if (IsRecording && Home.Recorded != before + 1)
        {
            throw new InvalidOperationException($"{Name} recorded nothing.");
        }
    }

    public TimeSpan Run()
    {
        if (Send is not null)
        {
            return Send();
        }

        var start = new ProcessStartInfo(Program, Arguments) { RedirectStandardInput = true, RedirectStandardOutput = !IsRecording };
        start.Environment["TOOLTIME_HOME"] = Home.Home;
        var input = File.ReadAllBytes(Home.Input);

        Prepare();
        var clock = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return Stopwatch.GetElapsedTime(clock);
    }
}
