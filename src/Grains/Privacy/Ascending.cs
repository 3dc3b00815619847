namespace ToolTime.Grains.Privacy;

/// <summary>Numbers in ascending order, each written less the one before, so that they take few bytes.</summary>
internal static class Ascending
{
    /// <summary>Writes numbers, none of them negative.</summary>
    public static void Write(BinaryWriter writer, List<int> numbers)
    {
        writer.Write7BitEncodedInt(numbers.Count);
        var before = 0;
        foreach (var number in numbers)
        {
            writer.Write7BitEncodedInt(number - before);
            before = number;
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static IEnumerable<int> Read(BinaryReader reader)
    {
        var count = reader.Read7BitEncodedInt();
        var number = 0;
        for (var i = 0; i < count; i++)
        {
            yield return number += reader.Read7BitEncodedInt();
        }
    }
}
