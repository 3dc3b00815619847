namespace ToolTime.Monitor.Security.Programs;

/// <content>Names that a script gives to what it imports.</content>
internal sealed partial class ForeignScript
{
    /// <summary>Puts `os` for `o` after `import os as o`, and `rmtree` for `r` after `from shutil import rmtree as r`.</summary>
    private void ResolveAliases()
    {
        if (_language is not "python")
        {
            return;
        }

        var aliases = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 2; at + 1 < _tokens.Count; at++)
        {
            if (_tokens[at] is { Kind: ForeignTokenKind.Name, Text: "as" } && _tokens[at - 1].Kind is ForeignTokenKind.Name
                && _tokens[at + 1].Kind is ForeignTokenKind.Name && _tokens[at - 2].Text is "import" or ",")
            {
                aliases[_tokens[at + 1].Text] = _tokens[at - 1].Text;
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
}
