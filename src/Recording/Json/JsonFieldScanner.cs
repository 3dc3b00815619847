using System.Globalization;

namespace ToolTime.Recording.Json;

/// <summary>
/// Reads one JSON object as its bytes arrive and extracts a few strings and literals. Everything else is skipped without being stored, so
/// tool output of any size costs no memory. It exists because loading System.Text.Json alone takes as long as the rest of a hook. If a name
/// occurs twice, the last value counts. What JSON lacks but other languages write (NaN, undefined, a comma before the end) is skipped too.
/// </summary>
internal sealed class JsonFieldScanner(JsonField[] fields)
{
    private const long MaxNumber = 1_000_000_000_000;

    private readonly JsonStringBuffer _text = new();
    private readonly string?[] _values = new string?[fields.Length];
    private bool[] _isObject = new bool[32];
    private Expect _expect = Expect.Root;
    private string? _parent;
    private string? _key;
    private int _depth;
    private bool _isKey;
    private int _field = -1;
    private int _numberField = -1;
    private long _number;
    private bool _isFraction;

    private enum Expect { Root, Value, ValueOrEnd, KeyOrEnd, Colon, CommaOrEnd, String, Literal, Done, Bad }

    /// <summary>The object is complete; what follows is not read.</summary>
    public bool IsComplete => _expect is Expect.Done;

    /// <summary>This is not a JSON object.</summary>
    public bool IsBad => _expect is Expect.Bad;

    /// <summary>The value of one of the fields; null if there is none.</summary>
    public string? this[JsonField field]
    {
        get
        {
            // A comparer would load what a hook can do without.
            var index = 0;
            while (!ReferenceEquals(fields[index], field))
            {
                index++;
            }

            return _values[index];
        }
    }

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length && _expect is not (Expect.Done or Expect.Bad); i++)
        {
            if (_expect is not Expect.String)
            {
                Step(bytes[i]);
                continue;
            }

            i += _text.CountIgnored(bytes[i..]);
            if (i < bytes.Length && _text.Add(bytes[i]) is { } whole)
            {
                EndString(whole);
            }
        }
    }

    private void Step(byte b)
    {
        // A literal or number ends at the first byte that cannot belong to it; that byte is then read normally.
        if (_expect is Expect.Literal)
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'+' or (byte)'-' or (byte)'.')
            {
                AddToNumber(b);
                return;
            }

            EndNumber();
            _expect = Expect.CommaOrEnd;
        }

        if (b is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            return;
        }

        _expect = (_expect, b) switch
        {
            (Expect.Root, 0xEF or 0xBB or 0xBF) => Expect.Root,
            (Expect.Root, (byte)'{') => Open(isObject: true),
            (Expect.Value or Expect.ValueOrEnd, (byte)'{') => Open(isObject: true),
            (Expect.Value or Expect.ValueOrEnd, (byte)'[') => Open(isObject: false),
            (Expect.Value or Expect.ValueOrEnd, (byte)'"') => BeginString(isKey: false),
            (Expect.Value or Expect.ValueOrEnd, (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'+' or (byte)'.') => BeginLiteral(b),
            (Expect.Value or Expect.ValueOrEnd, (byte)'t' or (byte)'f' or (byte)'n' or (byte)'u' or (byte)'N' or (byte)'I') =>
                BeginLiteral(b),
            (Expect.KeyOrEnd, (byte)'"') => BeginString(isKey: true),
            (Expect.Colon, (byte)':') => Expect.Value,
            (Expect.CommaOrEnd, (byte)',') => _isObject[_depth] ? Expect.KeyOrEnd : Expect.ValueOrEnd,
            (Expect.CommaOrEnd or Expect.KeyOrEnd, (byte)'}') when _isObject[_depth] => Close(),
            (Expect.CommaOrEnd or Expect.ValueOrEnd, (byte)']') when !_isObject[_depth] => Close(),
            _ => Expect.Bad,
        };
    }

    private Expect Open(bool isObject)
    {
        if (_depth == 1)
        {
            _parent = isObject ? _key : null;
        }

        if (++_depth == _isObject.Length)
        {
            Array.Resize(ref _isObject, 2 * _depth);
        }

        _isObject[_depth] = isObject;
        return isObject ? Expect.KeyOrEnd : Expect.ValueOrEnd;
    }

    private Expect Close()
    {
        if (--_depth == 1)
        {
            _parent = null;
        }

        return _depth == 0 ? Expect.Done : Expect.CommaOrEnd;
    }

    // The first letter identifies the literal.
    private Expect BeginLiteral(byte first)
    {
        if (_isObject[_depth] && FieldNamed(_key) is >= 0 and var field)
        {
            _values[field] = first switch { (byte)'t' => "true", (byte)'f' => "false", _ => null };
            (_numberField, _number) = (fields[field].IsNumber && first is >= (byte)'0' and <= (byte)'9' ? field : -1, first - '0');
            _isFraction = false;
        }

        return Expect.Literal;
    }

    private void AddToNumber(byte b)
    {
        if (b is (byte)'.')
        {
            _isFraction = true;
        }
        else if (b is not (>= (byte)'0' and <= (byte)'9'))
        {
            // With an exponent, the digits alone are not the value.
            _numberField = -1;
        }
        else if (!_isFraction)
        {
            _number = Math.Min(MaxNumber, (_number * 10) + b - '0');
        }
    }

    private void EndNumber()
    {
        if (_numberField >= 0)
        {
            _values[_numberField] = _number.ToString(CultureInfo.InvariantCulture);
        }

        _numberField = -1;
    }

    private Expect BeginString(bool isKey)
    {
        _isKey = isKey;
        _field = isKey || !_isObject[_depth] ? -1 : FieldNamed(_key);
        var isWanted = isKey ? _depth <= 2 : _field >= 0;
        _text.Begin(isKey ? 64 : isWanted ? fields[_field].MaxBytes : 0);
        return Expect.String;
    }

    private void EndString(bool whole)
    {
        _expect = _isKey ? Expect.Colon : Expect.CommaOrEnd;
        if (_isKey)
        {
            _key = _depth <= 2 && whole ? _text.ToString() : null;
        }
        else if (_field >= 0)
        {
            _values[_field] = whole || !fields[_field].Whole ? _text.ToString() : null;
        }
    }

    private int FieldNamed(string? name)
    {
        if (name is null || _depth > 2 || (_depth == 2 && _parent is null))
        {
            return -1;
        }

        for (var i = 0; i < fields.Length; i++)
        {
            if (fields[i].Name == name && fields[i].Parent == (_depth == 1 ? null : _parent))
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>A string, literal (true, false, null) or whole part of a number that <see cref="JsonFieldScanner"/> extracts.</summary>
/// <param name="Parent">The root's member that contains it; null for a member of the root itself.</param>
/// <param name="Name">Its own name.</param>
/// <param name="MaxBytes">How much of the value is extracted, in UTF-8 bytes.</param>
/// <param name="IsNumber">True if a number is wanted; otherwise numbers are ignored.</param>
/// <param name="Whole">True if a longer value is dropped; false if its start is enough.</param>
internal sealed record JsonField(string? Parent, string Name, int MaxBytes, bool Whole = true, bool IsNumber = false);
