namespace ToolTime.Grains.Privacy;

/// <summary>
/// Exact counts of one name over a window's submitters, in mergeable form; <see cref="PublicationRules"/> decide what is published of them.
/// It holds sums and histograms, so its size does not depend on the number of people.
/// </summary>
internal sealed class CellTally
{
    /// <summary>The minimum number of observed calls for a submitter's own error rate to count; with fewer it says little.</summary>
    public const int ObservedCallsOfRate = 5;

    private Measure _sum;

    /// <summary>Its number within the tally.</summary>
    public int Number { get; init; }

    /// <summary>Distinct submitters who used the name.</summary>
    public int Submitters { get; private set; }

    /// <summary>Submitters with calls whose outcome was seen.</summary>
    public int Observers { get; private set; }

    /// <summary>Submitters with calls whose outcome was not seen: the difference between all and observed calls is theirs.</summary>
    public int PartialObservers { get; private set; }

    /// <summary>Submitters whose client reports rejections.</summary>
    public int RejectionReporters { get; private set; }

    /// <summary>Submitters with calls for which rejections were not counted.</summary>
    public int PartialRejectionReporters { get; private set; }

    /// <summary>Submitters whose clients report which calls the user typed.</summary>
    public int Attributors { get; private set; }

    /// <summary>The sum over all submitters.</summary>
    public Measure Sum => _sum;

    /// <summary>Each submitter's calls.</summary>
    public Histogram Calls { get; } = new(Rounding.CallResolution);

    /// <summary>The error rate of each submitter with at least <see cref="ObservedCallsOfRate"/> observed calls.</summary>
    public Histogram ErrorRates { get; } = new(Rounding.RateResolution);

    /// <summary>The median duration of each submitter with enough timed calls, in milliseconds.</summary>
    public Histogram Durations { get; } = new(Rounding.DurationResolution);

    /// <summary>A submitter's bucket in <see cref="Calls"/>.</summary>
    public static int CallsBucketOf(Measure measure) => Rounding.CallResolution.BucketOf(measure.Calls);

    /// <summary>A submitter's bucket in <see cref="ErrorRates"/>; null if it has too few observed calls.</summary>
    public static int? ErrorRateBucketOf(Measure measure) =>
        measure.ObservedCalls >= ObservedCallsOfRate
            ? Rounding.RateResolution.BucketOf((double)measure.Errors / measure.ObservedCalls)
            : null;

    /// <summary>Adds one submitter, except its values in the histograms; each may be added only once.</summary>
    public void Add(Measure measure)
    {
        _sum += measure;
        Submitters++;
        Observers += measure.ObservedCalls > 0 ? 1 : 0;
        PartialObservers += measure.Calls > measure.ObservedCalls ? 1 : 0;
        RejectionReporters += measure.RejectableCalls > 0 ? 1 : 0;
        PartialRejectionReporters += measure.Calls > measure.RejectableCalls ? 1 : 0;
        Attributors += measure.AttributedCalls > 0 ? 1 : 0;
    }

    /// <summary>Adds another tally, whose submitters are all different.</summary>
    public void Merge(CellTally other)
    {
        _sum += other._sum;
        Submitters += other.Submitters;
        Observers += other.Observers;
        PartialObservers += other.PartialObservers;
        RejectionReporters += other.RejectionReporters;
        PartialRejectionReporters += other.PartialRejectionReporters;
        Attributors += other.Attributors;
        Calls.Merge(other.Calls);
        ErrorRates.Merge(other.ErrorRates);
        Durations.Merge(other.Durations);
    }

    /// <summary>Serialises the tally for another silo.</summary>
    public void Write(BinaryWriter writer)
    {
        foreach (
            var count in (ReadOnlySpan<long>)
                [
                    Submitters,
                    Observers,
                    PartialObservers,
                    RejectionReporters,
                    PartialRejectionReporters,
                    Attributors,
                    _sum.Calls,
                    _sum.ObservedCalls,
                    _sum.Errors,
                    _sum.RejectableCalls,
                    _sum.Rejections,
                    _sum.AttributedCalls,
                    _sum.UserCalls,
                ]
        )
        {
            writer.Write7BitEncodedInt64(count);
        }

        Calls.Write(writer);
        ErrorRates.Write(writer);
        Durations.Write(writer);
    }

    /// <summary>Reads a tally written by <see cref="Write"/>.</summary>
    public static CellTally Read(BinaryReader reader)
    {
        int Count() => checked((int)reader.Read7BitEncodedInt64());
        long Sum() => reader.Read7BitEncodedInt64();
        var tally = new CellTally
        {
            Submitters = Count(),
            Observers = Count(),
            PartialObservers = Count(),
            RejectionReporters = Count(),
            PartialRejectionReporters = Count(),
            Attributors = Count(),
            _sum = new(
                Calls: Sum(),
                ObservedCalls: Sum(),
                Errors: Sum(),
                RejectableCalls: Sum(),
                Rejections: Sum(),
                AttributedCalls: Sum(),
                UserCalls: Sum()
            ),
        };
        tally.Calls.Read(reader);
        tally.ErrorRates.Read(reader);
        tally.Durations.Read(reader);
        return tally;
    }
}
