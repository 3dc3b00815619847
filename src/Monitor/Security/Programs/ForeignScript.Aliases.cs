namespace ToolTime.Monitor.Security.Programs;

/// <content>Names that a script gives to its imports.</content>
internal sealed partial class ForeignScript
{
    /// <summary>Node.js modules whose functions are recognised by the module's name.</summary>
    private static readonly string[] NodeModules = ["http", "https", "child_process", "fs", "os"];

    /// <summary>
    /// Replaces `o` by `os` after `import os as o`, `r` by `rmtree` after `from shutil import rmtree as r`, and `c` by `child_process`
    /// after `c = require("child_process")` or `import c from "child_process"`.
    /// </summary>
    private void ResolveAliases()
    {
        if (_language is not ("python" or "node"))
        {
            return;
        }

        ResolveImports();
        var aliases = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 2; at + 1 < _tokens.Count; at++)
        {
            if (_tokens[at] is { Kind: ForeignTokenKind.Name, Text: "as" } && _tokens[at - 1].Kind is ForeignTokenKind.Name
                && _tokens[at + 1].Kind is ForeignTokenKind.Name && _tokens[at - 2].Text is "import" or ",")
            {
                aliases[_tokens[at + 1].Text] = _tokens[at - 1].Text;
            }
            else if (_language is "node" && _tokens[at - 1].Kind is ForeignTokenKind.Name && NodeModule(at) is { } module)
            {
                aliases[_tokens[at - 1].Text] = module;
            }
        }

        for (var at = 0; at < _tokens.Count && aliases.Count > 0; at++)
        {
            var (kind, text) = (_tokens[at].Kind, _tokens[at].Text);
            var dot = text.IndexOf('.');
            if (kind is ForeignTokenKind.Name && aliases.TryGetValue(dot < 0 ? text : text[..dot], out var name))
            {
                _tokens[at] = new ForeignToken(kind, dot < 0 ? name : name + text[dot..]);
            }
        }
    }

    /// <summary>The module assigned to the preceding name: after `= require(` or `from`.</summary>
    private string? NodeModule(int at)
    {
        var next = _tokens[at].Text is "from" ? at + 1
            : _tokens[at].Text is "=" && at + 3 < _tokens.Count && _tokens[at + 1].Text is "require" ? at + 3 : -1;
        if (next < 0 || _tokens[next].Kind is not ForeignTokenKind.Text)
        {
            return null;
        }

        var module = WithoutScheme(_tokens[next].Text);
        var isWhole = next == at + 1 || next + 2 >= _tokens.Count || _tokens[next + 2].Text is not ".";
        return isWhole && NodeModules.Contains(module) ? module : null;
    }

    /// <summary>Replaces `__import__("os").system` by `os.system`, and `require("https").get` by `https.get`.</summary>
    private void ResolveImports()
    {
        for (var at = 0; at + 5 < _tokens.Count; at++)
        {
            var name = _tokens[at].Text;
            if (_tokens[at].Kind is not ForeignTokenKind.Name || _tokens[at + 1].Text is not "("
                || _tokens[at + 2].Kind is not ForeignTokenKind.Text || _tokens[at + 3].Text is not ")" || _tokens[at + 4].Text is not "."
                || _tokens[at + 5].Kind is not ForeignTokenKind.Name)
            {
                continue;
            }

            var module = WithoutScheme(_tokens[at + 2].Text);
            var owner = (_language, name) switch
            {
                // For `a.b` this one returns `a`.
                ("python", "__import__") => module.Split('.')[0],
                ("python", "importlib.import_module" or "import_module") => module,
                ("node", "require") when module is "http" or "https" or "path" or "dns" => module,
                _ => null,
            };
            if (owner is not null)
            {
                _tokens[at] = new ForeignToken(ForeignTokenKind.Name, $"{owner}.{_tokens[at + 5].Text}");
                _tokens.RemoveRange(at + 1, 5);
            }
        }
    }

    private static string WithoutScheme(string module) =>
        module.StartsWith("node:", StringComparison.Ordinal) ? module["node:".Length..] : module;
}
