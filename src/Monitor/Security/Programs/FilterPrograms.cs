using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that search files or extract parts of them: `grep`, `jq` and similar ones.</summary>
internal static class FilterPrograms
{
    private static readonly OptionSpec Grep = new(
        "-e -f -A -B -C -m -g -t -T -d -D --regexp --file --include --exclude --exclude-dir --glob --type --max-count --context --after-context --before-context --color --iglob"
    );
    private static readonly OptionSpec Jq = new("-L --indent --tab");
    private static readonly string[] SecretWords = ["secret", "token", "passw", "api_key", "apikey", "access_key", "private key",
        "private_key", "credential", "_key", "auth", "pwd", "akia", "ghp_", "sk-", "key"];

    private static readonly string[] Keys = ["private key", "akia", "ghp_", "aws_secret", "secret_access_key"];

    private static readonly HashSet<string> PlainSettings = new(StringComparer.Ordinal)
    {
        "PORT", "HOST", "NODE_ENV", "APP_ENV", "RAILS_ENV", "FLASK_ENV", "ENVIRONMENT", "LOG_LEVEL", "DEBUG", "TZ", "APP_NAME", "API_PORT",
        "DB_PORT", "DB_HOST", "REDIS_HOST", "REDIS_PORT", "APP_URL", "BASE_URL",
    };

    /// <summary>How the names of variables start that a build puts into pages.</summary>
    private static readonly string[] PublicSettings = ["NEXT_PUBLIC", "VITE_", "REACT_APP_", "PUBLIC_", "EXPO_PUBLIC", "NUXT_PUBLIC"];

    private static readonly System.Buffers.SearchValues<char> MemberEnds = System.Buffers.SearchValues.Create("=\"] |+");

    /// <summary>Services of which the environment has tokens rather than anything else.</summary>
    private static readonly string[] Services = ["aws", "azure", "github", "gitlab", "openai", "anthropic", "slack", "stripe", "jira",
        "atlassian", "twilio", "sendgrid", "cloudflare", "datadog"];

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["grep"] = programs["rg"] = programs["ag"] = programs["ack"] = programs["ugrep"] = Search;
        programs["jq"] = programs["yq"] = programs["dasel"] = programs["gron"] = programs["xq"] = programs["tomlq"] = Query;
        programs["sponge"] = call =>
        {
            foreach (var file in Arguments.Read(call.Args).Operands)
            {
                call.Write(file, call.Input);
            }

            return Content.Nothing;
        };
    }

    private static Content Search(Call call)
    {
        var arguments = Arguments.Read(call.Args, Grep);
        var patterns = arguments.Values("-e", "--regexp").ToList();
        var files = arguments.Operands;
        if (patterns.Count == 0 && files.Count > 0 && !arguments.Has("--files"))
        {
            patterns.Add(files[0]);
            files = files[1..];
        }

        var pattern = string.Join(' ', patterns.Select(field => field.Text));
        var isNaming = arguments.Has("-l", "-L", "-q", "-c", "--files-with-matches", "--quiet", "--count", "--files");
        var isRecursive = arguments.Has("-r", "-R", "--recursive", "--dereference-recursive") || call.Name is "rg" or "ag" or "ack";
        if (files.Count == 0 && !isRecursive)
        {
            var input = OfEnvironment(call.Input, !isNaming && (arguments.Has("-v", "--invert-match") || ShowsSecrets(pattern)));
            return OfNames(call, input with { Text = null, Paths = input.Paths }, isNaming, arguments, pattern);
        }

        var data = DataKinds.None;
        var includes = arguments.Values("--include", "-g", "--glob").Select(field => field.Text).ToList();
        foreach (var file in files.Take(32))
        {
            data |= isNaming && !isRecursive ? DataKinds.None : Searched(call, file, pattern, includes, isRecursive, isNaming);
        }

        // Where keys are is said by their files' names alone.
        var isForKeys = isRecursive && pattern.Contains("PRIVATE KEY", StringComparison.Ordinal)
            && files.Exists(file => SecretSearches.IsWide(call.Path(file.Text)));
        return OfNames(call, Content.Unknown.With(!isNaming ? data : isForKeys ? DataKinds.SecretNames : DataKinds.None), isNaming: false,
            arguments, pattern);
    }

    /// <summary>What comes out, if it is no value of a `.env` file: a count, only names, or settings that are no secrets.</summary>
    private static Content OfNames(Call call, Content content, bool isNaming, Arguments arguments, string pattern)
    {
        var isOfNames = isNaming || (arguments.Has("-o", "--only-matching") && (pattern.Contains("[^=", StringComparison.Ordinal)
            || pattern.TrimEnd('=').AsSpan().IndexOfAny('=', '.') < 0) && pattern.Contains('[', StringComparison.Ordinal))
            || (!arguments.Has("-v", "--invert-match", "-A", "-B", "-C", "--context") && IsOfPlainSettings(pattern));
        return isOfNames && content.Has(DataKinds.Secret) && call.Walk.ForgetReads()
            ? content with { Data = content.Data & ~DataKinds.Secret } : content;
    }

    /// <summary>Whether a name is of a setting that is no secret: `PORT`, `log-level`.</summary>
    public static bool IsPlainSetting(string name) => PlainSettings.Contains(name.ToUpperInvariant().Replace('-', '_'));

    /// <summary>Whether every name in a pattern is a setting that is shown to everybody: `^PORT=`, `^(PORT|NODE_ENV)=`.</summary>
    private static bool IsOfPlainSettings(string pattern)
    {
        var names = pattern.Split(["^", "(", ")", "|", "=", "\\", "$", "*", "."], StringSplitOptions.RemoveEmptyEntries);
        return names.Length > 0 && Array.TrueForAll(names, name => PlainSettings.Contains(name)
            || (Array.Exists(PublicSettings, start => name.StartsWith(start, StringComparison.Ordinal)) && !KnownVariables.IsSecret(name)));
    }

    private static DataKinds Searched(Call call, Field file, string pattern, List<string> includes, bool isRecursive, bool isNaming)
    {
        var content = call.Read(file, isRecursive && !isNaming ? EffectTraits.Recursive : EffectTraits.None);
        var path = call.Path(file.Text);
        // The names of files that contain keys are the way to these.
        isRecursive &= !isNaming || path.Scope is PathScope.Ancestor or PathScope.Root
            || Array.Exists(Keys, word => pattern.Contains(word, StringComparison.OrdinalIgnoreCase));
        var isForSecrets = includes.Exists(include =>
            KnownFiles.KindOf($"/x/{include.TrimStart('*', '/')}", PathScope.Unknown) is not FileKind.Other) || AsksForSecrets(pattern);
        if (isRecursive && path.IsOutside && isForSecrets)
        {
            call.Emit(EffectKind.Show, "a search for secrets", path, data: DataKinds.Secret);
            return content.Data | DataKinds.Secret;
        }

        return content.Data;
    }

    /// <summary>Of an environment, only what was asked for passes through.</summary>
    public static Content OfEnvironment(Content input, bool showsSecrets) =>
        showsSecrets ? input : input with { Data = input.Data & ~(DataKinds.Environment | DataKinds.Token) };

    /// <summary>Whether a pattern lets variables through that hold secrets.</summary>
    public static bool ShowsSecrets(string pattern) =>
        AsksForSecrets(pattern) || NamesService(pattern) || HasPass(pattern);

    /// <summary>Whether "pass" stands alone in a pattern, as in `DB_PASS`, and not in another word.</summary>
    private static bool HasPass(string pattern)
    {
        const string Pass = "pass";
        for (var at = 0; (at = pattern.IndexOf(Pass, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += Pass.Length)
        {
            if (at + Pass.Length == pattern.Length || !char.IsAsciiLetter(pattern[at + Pass.Length]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a pattern looks for secrets.</summary>
    private static bool AsksForSecrets(string pattern) =>
        pattern is "" or "." or ".*" || Array.Exists(SecretWords, word => pattern.Contains(word, StringComparison.OrdinalIgnoreCase))
            || KnownVariables.IsSecret(pattern);

    private static bool NamesService(string pattern) =>
        Array.Exists(Services, service => pattern.Contains(service, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a filter sets a script that runs on install: `.scripts.preinstall = "…"`.</summary>
    private static bool SetsInstallScript(string filter)
    {
        const string Scripts = ".scripts";
        const int LongestScriptName = 32;
        for (var at = 0; (at = filter.IndexOf(Scripts, at, StringComparison.Ordinal)) >= 0;)
        {
            at += Scripts.Length;
            var rest = filter.AsSpan(at).TrimStart(".[\"");
            var end = rest[..Math.Min(rest.Length, LongestScriptName)].IndexOfAny(MemberEnds);
            if (end > 0 && PackagePrograms.IsInstallScript(rest[..end].ToString())
                && rest[end..].TrimStart("\"] |+") is ['=', not '=', ..])
            {
                return true;
            }
        }

        return false;
    }

    private static Content Query(Call call)
    {
        // Options with two values, and values that are data.
        var args = new List<Field>();
        for (var at = 0; at < call.Args.Count; at++)
        {
            if (call.Args[at].Text is "--arg" or "--argjson" or "--slurpfile" or "--rawfile")
            {
                if (call.Args[at].Text is "--slurpfile" or "--rawfile" && at + 2 < call.Args.Count)
                {
                    call.Read(call.Args[at + 2]);
                }

                at += 2;
            }
            else
            {
                args.Add(call.Args[at]);
            }
        }

        var arguments = Arguments.Read(args, Jq);
        var operands = arguments.Operands;
        if (call.Name == "yq" && operands is [{ Text: "eval" or "e" or "eval-all" or "ea" }, ..])
        {
            operands = operands[1..];
        }

        var files = operands.Skip(1).ToList();
        if (operands is [{ Text: var query }] && call.Input.Has(DataKinds.Secret) && ClusterPrograms.IsOfNames(query)
            && call.Walk.ForgetSecretStore())
        {
            return Content.Unknown;
        }

        if (operands is [var assignment, ..] && files.Exists(file => file.Text.EndsWith("package.json", StringComparison.Ordinal))
            && SetsInstallScript(assignment.Text))
        {
            call.Emit(EffectKind.HookPackage, "package.json");
        }

        if (operands is [{ Text: var setting }, ..] && setting.Contains("autoApprove", StringComparison.Ordinal)
            && setting.Contains("true", StringComparison.Ordinal)
            && files.Exists(file => file.Text.EndsWith("settings.json", StringComparison.Ordinal)))
        {
            call.Emit(EffectKind.ConfigureAgent, "A setting of the editor");
        }

        if (arguments.Has("-i", "--in-place", "--inplace"))
        {
            foreach (var file in files)
            {
                call.Emit(EffectKind.Write, path: call.Path(file.Text), traits: EffectTraits.Edits);
            }

            return Content.Nothing;
        }

        if (arguments.Has("-n", "--null-input"))
        {
            return operands is [var filter, ..] && (filter.Text is "env" or "$ENV") ? Content.Unknown.With(DataKinds.Environment)
                : Content.Unknown;
        }

        var content = files.Count == 0 ? call.Input
            : files.Take(32).Aggregate(Content.Nothing, (output, file) => output.Then(call.Read(file)));
        return content with { Text = null };
    }
}
