using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Compilers: a program is from where its source is from.</summary>
internal static class Compilers
{
    private static readonly OptionSpec Spec = new("-o -x -I -L -l -D -std --edition -C -O -target", HasLongWithOneDash: true);

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        foreach (var name in (string[])["gcc", "cc", "g++", "c++", "clang", "clang++", "tcc", "rustc", "ghc"])
        {
            programs[name] = call => Run(call, isRunning: name is "tcc" && call.Args.Any(arg => arg.Text is "-run"));
        }
    }

    /// <summary>Compiles the sources among the operands, or what is on standard input, and runs the result if asked to.</summary>
    public static Content Run(Call call, bool isRunning)
    {
        var arguments = Arguments.Read(call.Args, Spec);
        var data = arguments.Operands.Aggregate(DataKinds.None, (all, file) => all | (file.Text is "-" ? call.Input.Data
            : file.Text.Contains('.', StringComparison.Ordinal) ? call.Walk.Files.GetValueOrDefault(call.Path(file.Text).Full)?.Data
            ?? DataKinds.None : DataKinds.None));
        data &= DataKinds.Network | DataKinds.Decoded;
        if (data == DataKinds.None)
        {
            return Content.Unknown;
        }

        if (isRunning)
        {
            call.Emit(EffectKind.Execute, call.Name, data: data);
        }
        else
        {
            call.Walk.Store(call.Path(arguments.Value("-o")?.Text ?? "a.out").Full, Content.Unknown.With(data), isAppended: false,
                call.State);
        }

        return Content.Unknown;
    }
}
