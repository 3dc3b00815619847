using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Package managers that run a program in their environment: `uv run`, `poetry run`, `bundle exec`.</summary>
internal static class ProjectRunners
{
    private static readonly OptionSpec Spec = new("--project --directory --with --python -p -C --env-file", StopsAtOperand: true);

    public static Content Run(Call call)
    {
        var rest = Arguments.Read(call.Args, Spec).Rest;
        if (rest is [{ Text: "run" or "exec" or "x" }, ..])
        {
            var inner = Arguments.Read([.. rest.Skip(1)], Spec).Rest;
            if (inner is [var script, ..] && InterpreterPrograms.IsAddress(script))
            {
                return InterpreterPrograms.Remote(call, script);
            }

            if (inner is [{ Text: "-" }, ..])
            {
                return InterpreterPrograms.FromInput(call);
            }

            return inner is [{ Text: "--" }, ..] ? call.Run([.. inner.Skip(1)]) : inner.Count > 0 ? call.Run(inner) : Content.Unknown;
        }

        // `poetry source add NAME ADDRESS` and `bundle config mirror.https://rubygems.org ADDRESS`.
        if (rest is [{ Text: "source" }, { Text: "add" }, ..] or [{ Text: "config" }, ..]
            && rest.LastOrDefault(arg => InterpreterPrograms.IsAddress(arg)) is { } source
            && (rest[0].Text is "source" || rest.Any(arg => arg.Text.StartsWith("mirror.", StringComparison.Ordinal))))
        {
            Registries.Note(call, source);
        }

        return rest is [{ Text: "pip" }, ..] ? PackagePrograms.Pip(call, [.. rest.Skip(1)]) : PackagePrograms.Other(call);
    }
}
