using System.Text;

namespace ToolTime.Monitor.Security.Shell;

/// <summary>Builds a word, merging neighbouring literals with equal quoting.</summary>
internal sealed class WordBuilder
{
    private readonly List<ShellPart> _parts = [];
    private readonly StringBuilder _text = new();
    private bool _isQuoted;
    private bool _hasText;

    /// <summary>Whether nothing has been added yet, not even empty quotes.</summary>
    public bool IsEmpty => _parts.Count == 0 && !_hasText;

    /// <summary>The last character added if it was unquoted literal text; otherwise NUL.</summary>
    public char LastBare => _hasText && !_isQuoted && _text.Length > 0 ? _text[^1] : '\0';

    /// <summary>The content so far if it is one unquoted literal; otherwise null.</summary>
    public string? Bare => _parts.Count == 0 && _hasText && !_isQuoted ? _text.ToString() : null;

    public void Add(char value, bool isQuoted)
    {
        Begin(isQuoted);
        _text.Append(value);
    }

    public void Add(ReadOnlySpan<char> value, bool isQuoted)
    {
        Begin(isQuoted);
        _text.Append(value);
    }

    public void Add(ShellPart part)
    {
        End();
        if (_parts is [ShellPart.Text { Value: "" }])
        {
            _parts.Clear();
        }

        _parts.Add(part);
    }

    public ShellWord Build()
    {
        End();
        return _parts.Count == 0 ? ShellWord.Empty : new ShellWord([.. _parts]);
    }

    private void Begin(bool isQuoted)
    {
        if (_hasText && _isQuoted != isQuoted)
        {
            End();
        }

        _isQuoted = isQuoted;
        _hasText = true;
    }

    private void End()
    {
        // Empty quotes make a word; next to anything else they add nothing.
        if (_hasText && _parts is [.., ShellPart.Text last] && (last.IsQuoted == _isQuoted || last.Value.Length == 0))
        {
            _parts[^1] = new ShellPart.Text(last.Value + _text, _isQuoted);
        }
        else if (_hasText && (_text.Length > 0 || _parts.Count == 0))
        {
            _parts.Add(new ShellPart.Text(_text.ToString(), _isQuoted));
        }

        _text.Clear();
        _hasText = false;
    }
}
