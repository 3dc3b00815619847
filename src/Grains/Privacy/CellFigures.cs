using System.Text.Json;

namespace ToolTime.Grains.Privacy;

/// <summary>The figures of a published cell, without what it is of.</summary>
public sealed record CellFigures
{
    /// <summary>Distinct mature submitters.</summary>
    public required long Submitters { get; init; }

    /// <summary>Calls, clamped; of everything, reports.</summary>
    public long? Calls { get; init; }

    /// <summary>Calls whose outcome was seen, clamped.</summary>
    public long? ObservedCalls { get; init; }

    /// <summary>About how many of the observed calls failed: <see cref="ErrorRate"/> of them.</summary>
    public long? Errors { get; init; }

    /// <summary>Calls over which rejections were counted, clamped.</summary>
    public long? RejectableCalls { get; init; }

    /// <summary>About how many calls users rejected: <see cref="RejectionRate"/> of those over which rejections were counted.</summary>
    public long? Rejections { get; init; }

    /// <summary>The mean of submitters' error rates, bounded and blurred; of several cells, errors over observed calls.</summary>
    public double? ErrorRate { get; init; }

    /// <summary>The mean of submitters' rejection rates, likewise.</summary>
    public double? RejectionRate { get; init; }

    /// <summary>Calls over submitters.</summary>
    public double? CallsAverage { get; init; }

    /// <summary>The median of submitters' error rates.</summary>
    public double? ErrorRateMedian { get; init; }

    /// <summary>The median of submitters' calls.</summary>
    public double? CallsMedian { get; init; }

    /// <summary>The lower quartile of submitters' calls.</summary>
    public double? CallsP25 { get; init; }

    /// <summary>The upper quartile of submitters' calls.</summary>
    public double? CallsP75 { get; init; }

    /// <summary>The lower decile of submitters' calls.</summary>
    public double? CallsP10 { get; init; }

    /// <summary>The upper decile of submitters' calls.</summary>
    public double? CallsP90 { get; init; }

    /// <summary>The figures of bytes that <see cref="Encode"/> gave.</summary>
    public static CellFigures Decode(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, PublishedCellJson.Default.CellFigures)!;

    /// <summary>The figures as they are kept: JSON in UTF-8, without what is hidden.</summary>
    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, PublishedCellJson.Default.CellFigures);
}
