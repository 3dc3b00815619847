using System.Text;

namespace ToolTime.Recording.Json;

/// <summary>
/// The JSON string being read: unescapes it and stores its start, up to a limit, as UTF-8. A backslash that begins no escape of JSON, as in
/// a Windows path that was not escaped, is stored as it is.
/// </summary>
internal sealed class JsonStringBuffer
{
    private const char Replacement = '\uFFFD';

    private readonly byte[] _hexDigits = new byte[4];
    private byte[] _bytes = new byte[256];
    private int _count;
    private int _max;
    private bool _isCut;
    private bool _isEscape;
    private int _hexDigitsLeft;
    private int _codeUnit;
    private char _highSurrogate;

    /// <summary>What is stored, until <see cref="Begin"/>.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _count);

    public void Begin(int maxBytes)
    {
        (_count, _max, _isCut, _isEscape, _hexDigitsLeft, _highSurrogate) = (0, maxBytes, false, false, 0, '\0');
        if (_bytes.Length < maxBytes)
        {
            _bytes = GC.AllocateUninitializedArray<byte>(maxBytes);
        }
    }

    /// <summary>How many of the next bytes can be skipped because no more of this string is stored.</summary>
    public int CountIgnored(ReadOnlySpan<byte> bytes)
    {
        if (!_isCut || _isEscape || _hexDigitsLeft > 0)
        {
            return 0;
        }

        var count = 0;
        while (count < bytes.Length && bytes[count] is not ((byte)'"' or (byte)'\\'))
        {
            count++;
        }

        return count;
    }

    /// <summary>Consumes the next byte. Null until the closing quote; then whether the string was stored whole.</summary>
    public bool? Add(byte b)
    {
        if (_hexDigitsLeft > 0)
        {
            if (char.IsAsciiHexDigit((char)b))
            {
                AddHexDigit(b);
                return null;
            }

            StoreUnfinishedEscape();
        }

        if (_isEscape)
        {
            AddEscaped(b);
        }
        else if (b == '\\')
        {
            _isEscape = true;
        }
        else
        {
            FlushSurrogate();
            if (b == '"')
            {
                return !_isCut;
            }

            Append(b);
        }

        return null;
    }

    public override string ToString() => Encoding.UTF8.GetString(Bytes);

    private void AddEscaped(byte b)
    {
        _isEscape = false;
        if (b == 'u')
        {
            (_hexDigitsLeft, _codeUnit) = (4, 0);
            return;
        }

        FlushSurrogate();
        if (b is not ((byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t'))
        {
            Append((byte)'\\');
        }

        Append(
            b switch
            {
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                _ => b,
            }
        );
    }

    // The quote that ends the string may be what follows.
    private void StoreUnfinishedEscape()
    {
        FlushSurrogate();
        Append((byte)'\\');
        Append((byte)'u');
        for (var i = 0; i < _hexDigits.Length - _hexDigitsLeft; i++)
        {
            Append(_hexDigits[i]);
        }

        _hexDigitsLeft = 0;
    }

    private void AddHexDigit(byte b)
    {
        _hexDigits[^_hexDigitsLeft] = b;
        var digit = b <= '9' ? b - '0' : (b | 0x20) - 'a' + 10;
        _codeUnit = (_codeUnit << 4) | digit;
        if (--_hexDigitsLeft > 0)
        {
            return;
        }

        var unit = (char)_codeUnit;
        if (_highSurrogate != '\0' && char.IsLowSurrogate(unit))
        {
            Append(new Rune(_highSurrogate, unit));
            _highSurrogate = '\0';
            return;
        }

        FlushSurrogate();
        if (char.IsHighSurrogate(unit))
        {
            _highSurrogate = unit;
        }
        else
        {
            Append(new Rune(char.IsLowSurrogate(unit) ? Replacement : unit));
        }
    }

    private void FlushSurrogate()
    {
        if (_highSurrogate == '\0')
        {
            return;
        }

        _highSurrogate = '\0';
        Append(new Rune(Replacement));
    }

    private void Append(Rune rune)
    {
        Span<byte> utf8 = stackalloc byte[4];
        var length = rune.EncodeToUtf8(utf8);
        foreach (var b in utf8[..length])
        {
            Append(b);
        }
    }

    private void Append(byte b)
    {
        if (_count == _max)
        {
            _isCut = true;
        }
        else
        {
            _bytes[_count++] = b;
        }
    }
}
