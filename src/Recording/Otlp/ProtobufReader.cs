using System.Buffers.Binary;

namespace ToolTime.Recording.Otlp;

/// <summary>
/// Iterates over the fields of a protobuf message, each with its number and its value: a number, or bytes that are a string or a message.
/// It never reads beyond the message, copies nothing and does not recurse, so no message makes it use more than its own bytes.
/// </summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private const int MaxVarintBytes = 10;

    private ReadOnlySpan<byte> _left = message;
    private ReadOnlySpan<byte> _bytes;

    /// <summary>The field's number.</summary>
    public int Field { get; private set; }

    /// <summary>True if its value is bytes.</summary>
    public bool IsMessage { get; private set; }

    /// <summary>The bits of a numeric value, of any width.</summary>
    public ulong Number { get; private set; }

    /// <summary>The value, if it is bytes.</summary>
    public readonly ReadOnlySpan<byte> Message() => _bytes;

    /// <summary>Moves to the next field; false at the end.</summary>
    /// <exception cref="InvalidDataException">It is not a valid message.</exception>
    public bool Next()
    {
        if (_left.IsEmpty)
        {
            return false;
        }

        var tag = Varint();
        if (tag >> 3 is 0 or > int.MaxValue)
        {
            throw new InvalidDataException("A field has no number.");
        }

        (Field, IsMessage, Number) = ((int)(tag >> 3), false, 0);
        _bytes = default;
        switch (tag & 7)
        {
            case 0:
                Number = Varint();
                break;
            case 1:
                Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                break;
            case 2:
                _bytes = Take(Varint());
                IsMessage = true;
                break;
            case 5:
                Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                break;
            default:
                throw new InvalidDataException("A field has a wire type that is no longer used.");
        }

        return true;
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_left.Length)
        {
            throw new InvalidDataException("It ends too early.");
        }

        var taken = _left[..(int)length];
        _left = _left[(int)length..];
        return taken;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var i = 0; i < MaxVarintBytes && i < _left.Length; i++)
        {
            value |= (ulong)(_left[i] & 0x7F) << (7 * i);
            if (_left[i] >= 0x80)
            {
                continue;
            }

            _left = _left[(i + 1)..];
            return value;
        }

        throw new InvalidDataException("A number has no end.");
    }
}
