using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Formatters and linters that rewrite the files they are given; inside the project that is their job.</summary>
internal static class FormatPrograms
{
    /// <summary>Programs that rewrite files with one of these options.</summary>
    private static readonly Dictionary<string, string[]> Asked = new(StringComparer.Ordinal)
    {
        ["prettier"] = ["-w", "--write"],
        ["eslint"] = ["--fix"],
        ["stylelint"] = ["--fix"],
        ["standard"] = ["--fix"],
        ["oxlint"] = ["--fix"],
        ["tslint"] = ["--fix"],
        ["markdownlint"] = ["-f", "--fix"],
        ["biome"] = ["--write", "--fix", "--apply"],
        ["ruff"] = ["--fix"],
        ["gofmt"] = ["-w"],
        ["gofumpt"] = ["-w"],
        ["goimports"] = ["-w"],
        ["golangci-lint"] = ["--fix"],
        ["shfmt"] = ["-w", "--write"],
        ["clang-format"] = ["-i"],
        ["autopep8"] = ["-i", "--in-place"],
        ["autoflake"] = ["-i", "--in-place"],
        ["yapf"] = ["-i", "--in-place"],
        ["ktlint"] = ["-F", "--format"],
        ["rubocop"] = ["-a", "-A", "-x", "--autocorrect", "--autocorrect-all", "--auto-correct", "--fix-layout"],
        ["swiftlint"] = ["--fix", "--autocorrect"],
        ["php-cs-fixer"] = ["fix"],
    };

    /// <summary>Programs that rewrite files unless one of these options is given.</summary>
    private static readonly Dictionary<string, string[]> Unasked = new(StringComparer.Ordinal)
    {
        ["black"] = ["--check", "--diff"],
        ["isort"] = ["-c", "--check", "--check-only", "--diff"],
        ["rustfmt"] = ["--check"],
        ["swiftformat"] = ["--lint", "--dryrun"],
        ["pyupgrade"] = [],
        ["mogrify"] = ["-path"],
        ["jpegoptim"] = ["-n", "-d"],
        ["optipng"] = ["-simulate", "-out", "-dir"],
    };

    private static readonly OptionSpec Spec = new(
        "--config --config-path --line-length --line-width --ext --parser --plugin --ignore-path --rulesdir --select --ignore "
        + "--target-version --style --output-file --max-warnings --exclude --extend-exclude --edition -resize -quality -format -crop");

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        foreach (var name in Asked.Keys.Concat(Unasked.Keys))
        {
            programs[name] = Run;
        }
    }

    /// <summary>Whether a name is a formatter's or linter's.</summary>
    public static bool IsOne(string name) => Asked.ContainsKey(name) || Unasked.ContainsKey(name);

    private static Content Run(Call call)
    {
        // `ruff format` and `biome check` name what they do first.
        var verb = call.Args is [{ Text: "check" or "format" or "lint" or "fix" or "run" or "ci" } first, ..] ? first.Text : "";
        var isFormat = call.Name is "ruff" && verb is "format" && !Has(call, ["--check", "--diff"]);
        if (!isFormat && (Asked.TryGetValue(call.Name, out var asking) ? !Has(call, asking) : Has(call, Unasked[call.Name])))
        {
            return OtherPrograms.Run(call);
        }

        var files = Arguments.Read([.. call.Args.Skip(verb.Length > 0 ? 1 : 0)], Spec).Operands;
        foreach (var file in files.Count == 0 ? [new Field(".")] : files.Where(file => file.Text is not "-").Take(32))
        {
            if (call.Path(file.Text) is { IsOutside: true } path)
            {
                call.Emit(EffectKind.Write, path: path, traits: EffectTraits.Edits);
            }
        }

        return OtherPrograms.Run(call);
    }

    private static bool Has(Call call, string[] options) => call.Args.Any(arg => options.Contains(arg.Text));
}
