using System.Text;

namespace ToolTime.Monitor.Security.Effects;

/// <summary>Builds the fields of one word.</summary>
internal sealed class FieldBuilder
{
    private const string Blanks = " \t\n";

    private readonly List<Field> _done = [];
    private readonly StringBuilder _text = new();
    private DataKinds _data;
    private bool _hasText;

    /// <summary>The characters that split values: `$IFS`, if the script sets it.</summary>
    public string Separators { get; init; } = Blanks;

    public void Add(string text, DataKinds data)
    {
        if (_text.Length + text.Length <= Content.MostText)
        {
            _text.Append(text);
        }

        _data |= data;
        _hasText = true;
    }

    /// <summary>Adds the value of an expansion, split at blanks unless it is quoted.</summary>
    public void AddSplit(string text, DataKinds data, bool canSplit)
    {
        if (!canSplit)
        {
            Add(text, data);
            return;
        }

        if (text.AsSpan().IndexOfAny(Separators) < 0)
        {
            if (text.Length > 0)
            {
                Add(text, data);
            }

            return;
        }

        var start = 0;
        for (var at = 0; at <= text.Length && _done.Count < 1024; at++)
        {
            if (at < text.Length && !Separators.Contains(text[at], StringComparison.Ordinal))
            {
                continue;
            }

            if (at > start)
            {
                Add(text[start..at], data);
            }

            if (at < text.Length)
            {
                Break();
            }

            start = at + 1;
        }
    }

    /// <summary>Ends the current field, if any.</summary>
    public void Break()
    {
        if (_hasText)
        {
            _done.Add(new Field(_text.ToString(), _data));
        }

        _text.Clear();
        _hasText = false;
    }

    public void AddTo(List<Field> fields)
    {
        Break();
        fields.AddRange(_done);
    }

    /// <summary>All as one field, with blanks between the parts.</summary>
    public Field Joined()
    {
        Break();
        return _done switch
        {
            [] => new Field(""),
            [var only] => only,
            _ => new Field(string.Join(' ', _done.Select(field => field.Text)), _data),
        };
    }
}
