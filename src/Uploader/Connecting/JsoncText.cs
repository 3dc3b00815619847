using System.Text;
using System.Text.Json;

namespace ToolTime.Uploader.Connecting;

/// <summary>
/// A JSON text with comments and trailing commas, as bytes, and the positions of its values. Edits are made in place, so that every byte
/// unrelated to an edit stays: comments, order, indentation, line endings, a byte order mark.
/// </summary>
internal sealed class JsoncText
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private int _at;

    /// <exception cref="JsonException">The text is not JSON, even with comments and trailing commas.</exception>
    public JsoncText(byte[] bytes)
    {
        Bytes = bytes;
        _at = bytes.AsSpan().StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        using (JsonDocument.Parse(bytes.AsMemory(_at), Lenient))
        {
            // The code below assumes valid JSON.
        }

        PassSpace();
        Root = ReadValue();
    }

    public byte[] Bytes { get; }

    public JsoncValue Root { get; }

    public string String(JsoncValue value) => JsonElement.Parse(Bytes.AsSpan(value.Start..value.End)).GetString()!;

    /// <summary>Where the white space before <paramref name="position"/> starts.</summary>
    public int BeforeSpace(int position)
    {
        while (position > 0 && IsSpace(Bytes[position - 1]))
        {
            position--;
        }

        return position;
    }

    public bool IsSpace(int fromInclusive, int toExclusive) => !Bytes.AsSpan(fromInclusive..toExclusive).ContainsAnyExcept(" \t\r\n"u8);

    public bool HasLineBreak(int fromInclusive, int toExclusive) => Bytes.AsSpan(fromInclusive..toExclusive).Contains((byte)'\n');

    /// <summary>The white space at the start of the line that contains <paramref name="position"/>.</summary>
    public string Indentation(int position)
    {
        var start = Bytes.AsSpan(0, position).LastIndexOf((byte)'\n') + 1;
        var end = start;
        while (end < position && Bytes[end] is (byte)' ' or (byte)'\t')
        {
            end++;
        }

        return Encoding.ASCII.GetString(Bytes, start, end - start);
    }

    /// <summary>The text with some ranges replaced. Ranges must not overlap.</summary>
    public byte[] With(params IEnumerable<(int From, int To, string Text)> edits)
    {
        using var changed = new MemoryStream();
        var done = 0;
        foreach (var (from, to, text) in edits.OrderBy(edit => edit.From))
        {
            changed.Write(Bytes.AsSpan(done..from));
            changed.Write(Encoding.UTF8.GetBytes(text));
            done = to;
        }

        changed.Write(Bytes.AsSpan(done));
        return changed.ToArray();
    }

    private static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private JsoncValue ReadValue()
    {
        var start = _at;
        switch (Bytes[_at])
        {
            case (byte)'{':
                return new JsoncValue(JsonValueKind.Object, start, ReadElements(isObject: true, out var members), members);
            case (byte)'[':
                return new JsoncValue(JsonValueKind.Array, start, ReadElements(isObject: false, out var items), items);
            case (byte)'"':
                PassString();
                return new JsoncValue(JsonValueKind.String, start, _at, []);
            default:
                while (_at < Bytes.Length && !IsSpace(Bytes[_at]) && Bytes[_at] is not ((byte)',' or (byte)'}' or (byte)']' or (byte)'/'))
                {
                    _at++;
                }

                return new JsoncValue(JsonValueKind.Undefined, start, _at, []);
        }
    }

    private int ReadElements(bool isObject, out List<JsoncElement> elements)
    {
        elements = [];
        _at++;
        PassSpace();
        while (Bytes[_at] is not ((byte)'}' or (byte)']'))
        {
            var start = _at;
            var name = isObject ? ReadName() : null;
            var value = ReadValue();
            PassSpace();
            int? comma = Bytes[_at] == ',' ? _at++ : null;
            PassSpace();
            elements.Add(new JsoncElement(start, name, value, comma));
        }

        return ++_at;
    }

    private string ReadName()
    {
        var name = ReadValue();
        PassSpace();
        _at++;
        PassSpace();
        return String(name);
    }

    private void PassString()
    {
        for (_at++; Bytes[_at] != '"'; _at++)
        {
            if (Bytes[_at] == '\\')
            {
                _at++;
            }
        }

        _at++;
    }

    private void PassSpace()
    {
        while (_at < Bytes.Length)
        {
            if (IsSpace(Bytes[_at]))
            {
                _at++;
            }
            else if (Bytes[_at] == '/')
            {
                _at = Bytes[_at + 1] == '/' ? LineEnd() : CommentEnd();
            }
            else
            {
                return;
            }
        }
    }

    private int CommentEnd() => _at + 4 + Bytes.AsSpan(_at + 2).IndexOf("*/"u8);

    private int LineEnd()
    {
        var length = Bytes.AsSpan(_at).IndexOfAny((byte)'\n', (byte)'\r');
        return length < 0 ? Bytes.Length : _at + length;
    }
}

/// <summary>A value of a JSON text that may contain comments, and its position in the text.</summary>
/// <param name="Kind">Object, Array, String, or Undefined for all other kinds, which no caller needs.</param>
/// <param name="Start">Position of its first byte.</param>
/// <param name="End">Position after its last byte.</param>
/// <param name="Elements">The members of an object or the items of an array; otherwise empty.</param>
internal sealed record JsoncValue(JsonValueKind Kind, int Start, int End, IReadOnlyList<JsoncElement> Elements)
{
    /// <summary>The position of its closing brace or bracket.</summary>
    public int Close => End - 1;
}

/// <summary>A member of an object, or an item of an array.</summary>
/// <param name="Start">Where the name or the item starts.</param>
/// <param name="Name">Null for an item.</param>
/// <param name="Value">The member's value, or the item.</param>
/// <param name="Comma">The position of the comma after it, or null.</param>
internal sealed record JsoncElement(int Start, string? Name, JsoncValue Value, int? Comma)
{
    /// <summary>The position after its last byte and the comma that belongs to it.</summary>
    public int EndWithComma => Comma + 1 ?? Value.End;
}
