namespace ToolTime.Recording.Otlp;

/// <summary>
/// Reads the protobuf body of a request to `/v1/logs`. Only these fields are read: request 1 resource logs; resource logs 1 resource, 2
/// scope logs; resource 1 attributes; scope logs 2 records; record 1 time, 5 body, 6 attributes, 11 observed time, 12 event name; attribute
/// 1 key, 2 value; value 1 string, 2 bool, 3 integer, 4 double.
/// </summary>
internal static class OtlpProtobufReader
{
    /// <exception cref="InvalidDataException">It is not a message of this kind.</exception>
    public static void Read(ReadOnlySpan<byte> body, OtlpReading reading)
    {
        var request = new ProtobufReader(body);
        while (request.Next())
        {
            if (request is { Field: 1, IsMessage: true })
            {
                ReadResource(request.Message(), reading);
            }
        }
    }

    // Fields come in any order, but the resource must be known before its records are read.
    private static void ReadResource(ReadOnlySpan<byte> logs, OtlpReading reading)
    {
        var resource = reading.BeginResource();
        for (var fields = new ProtobufReader(logs); fields.Next();)
        {
            if (fields is { Field: 1, IsMessage: true })
            {
                ReadAttributes(fields.Message(), 1, resource);
            }
        }

        for (var fields = new ProtobufReader(logs); fields.Next();)
        {
            if (fields is { Field: 2, IsMessage: true })
            {
                ReadRecords(fields.Message(), reading);
            }
        }
    }

    private static void ReadRecords(ReadOnlySpan<byte> scope, OtlpReading reading)
    {
        for (var fields = new ProtobufReader(scope); fields.Next();)
        {
            if (fields is not { Field: 2, IsMessage: true })
            {
                continue;
            }

            ReadRecord(fields.Message(), reading.BeginRecord());
            reading.EndRecord();
        }
    }

    private static void ReadRecord(ReadOnlySpan<byte> content, OtlpRecord record)
    {
        for (var fields = new ProtobufReader(content); fields.Next();)
        {
            if (fields is { Field: 1, IsMessage: false })
            {
                record.Time = fields.Number;
            }
            else if (fields is { Field: 11, IsMessage: false })
            {
                record.ObservedTime = fields.Number;
            }
            else if (fields is { Field: 5, IsMessage: true })
            {
                ReadBody(fields.Message(), record);
            }
            else if (fields is { Field: 12, IsMessage: true })
            {
                record.SetName(fields.Message());
            }
        }

        ReadAttributes(content, 6, record);
    }

    private static void ReadBody(ReadOnlySpan<byte> value, OtlpRecord record)
    {
        for (var fields = new ProtobufReader(value); fields.Next();)
        {
            if (fields is { Field: 1, IsMessage: true })
            {
                record.SetName(fields.Message());
            }
        }
    }

    private static void ReadAttributes(ReadOnlySpan<byte> content, int field, OtlpRecord record)
    {
        for (var fields = new ProtobufReader(content); fields.Next();)
        {
            if (fields.Field == field && fields.IsMessage)
            {
                ReadAttribute(fields.Message(), record);
            }
        }
    }

    private static void ReadAttribute(ReadOnlySpan<byte> content, OtlpRecord record)
    {
        OtlpAttribute? attribute = null;
        ReadOnlySpan<byte> value = default;
        for (var fields = new ProtobufReader(content); fields.Next();)
        {
            if (fields is { Field: 1, IsMessage: true })
            {
                attribute = OtlpAttributeNames.Find(fields.Message());
            }
            else if (fields is { Field: 2, IsMessage: true })
            {
                value = fields.Message();
            }
        }

        if (attribute is { } listed)
        {
            ReadValue(value, listed, record);
        }
    }

    private static void ReadValue(ReadOnlySpan<byte> value, OtlpAttribute attribute, OtlpRecord record)
    {
        for (var fields = new ProtobufReader(value); fields.Next();)
        {
            if (fields is { Field: 1, IsMessage: true })
            {
                record.Set(attribute, fields.Message());
            }
            else if (fields is { Field: 2, IsMessage: false })
            {
                record.Set(attribute, fields.Number != 0);
            }
            else if (fields is { Field: 3, IsMessage: false })
            {
                record.Set(attribute, (long)fields.Number);
            }
            else if (fields is { Field: 4, IsMessage: false })
            {
                record.Set(attribute, BitConverter.UInt64BitsToDouble(fields.Number));
            }
        }
    }
}
