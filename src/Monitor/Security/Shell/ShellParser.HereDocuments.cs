namespace ToolTime.Monitor.Security.Shell;

/// <content>Here-documents: their heads where they occur, their texts after the next newline.</content>
internal sealed partial class ShellParser
{
    private ShellRedirection ReadHereDocumentHead(string descriptor, bool isIndented)
    {
        var start = _at;
        var word = IsAtWordStart() ? ReadWord(isCommand: false) : null;
        _hasErrors |= word is null;
        var isLiteral = _text.AsSpan(start, _at - start).IndexOfAny('\'', '"', '\\') >= 0;
        // The text comes later and then fills the list of its parts.
        var parts = new List<ShellPart>();
        _pending.Add(new PendingHereDocument(word?.Literal() ?? _text[start.._at], isLiteral, isIndented, parts));
        return new ShellRedirection(descriptor, "<<", new ShellWord(parts));
    }

    private void ReadHereDocuments()
    {
        if (_pending.Count == 0)
        {
            return;
        }

        PendingHereDocument[] pending = [.. _pending];
        _pending.Clear();
        foreach (var document in pending)
        {
            var text = ReadHereDocumentText(document);
            var word = new WordBuilder();
            if (document.IsLiteral || _depth >= MaxDepth)
            {
                word.Add(text, isQuoted: true);
            }
            else
            {
                ReadInner(text, parser => parser.ReadDoubleQuotes(word, isHereDocument: true));
            }

            document.Parts.AddRange(word.Build().Parts);
        }
    }

    private string ReadHereDocumentText(PendingHereDocument document)
    {
        var text = new System.Text.StringBuilder();
        while (!IsAtEnd)
        {
            var end = _text.IndexOf('\n', _at);
            var line = _text.AsSpan(_at, (end < 0 ? _text.Length : end) - _at);
            _at = end < 0 ? _text.Length : end + 1;
            line = document.IsIndented ? line.TrimStart('\t') : line;
            if (line.SequenceEqual(document.Delimiter))
            {
                return text.ToString();
            }

            text.Append(line).Append('\n');
        }

        _hasErrors = true;
        return text.ToString();
    }

    private sealed record PendingHereDocument(string Delimiter, bool IsLiteral, bool IsIndented, List<ShellPart> Parts);
}
