namespace ToolTime.Grains.Privacy;

/// <summary>
/// What a window's submitters counted of one name, exactly, in a form that merges. What is published of it, <see cref="PublicationRules"/>
/// decide. It holds sums and histograms, so no more memory than a name takes, however many people use it.
/// </summary>
internal sealed class CellTally
{
    /// <summary>Observed calls from which a submitter's own error rate counts; of fewer it says little.</summary>
    public const int ObservedCallsOfRate = 5;

    private Measure _sum;

    /// <summary>Which of its tally's cells it is.</summary>
    public int Number { get; init; }

    /// <summary>Distinct submitters that used the name.</summary>
    public int Submitters { get; private set; }

    /// <summary>Those of them with calls whose outcome was seen.</summary>
    public int Observers { get; private set; }

    /// <summary>Those of them with calls whose outcome was not seen: the sum of calls less that of observed ones is theirs.</summary>
    public int PartialObservers { get; private set; }

    /// <summary>Those of them whose client reports rejections.</summary>
    public int RejectionReporters { get; private set; }

    /// <summary>Those of them with calls over which no rejections were counted.</summary>
    public int PartialRejectionReporters { get; private set; }

    /// <summary>Those of them of whose calls it is known which the user typed.</summary>
    public int Attributors { get; private set; }

    /// <summary>All of it added up.</summary>
    public Measure Sum => _sum;

    /// <summary>Calls of each submitter.</summary>
    public Histogram Calls { get; } = new(Rounding.CallResolution);

    /// <summary>The error rate of each submitter with at least <see cref="ObservedCallsOfRate"/> observed calls.</summary>
    public Histogram ErrorRates { get; } = new(Rounding.RateResolution);

    /// <summary>The median of durations of each submitter with enough timed calls, in milliseconds.</summary>
    public Histogram Durations { get; } = new(Rounding.DurationResolution);

    /// <summary>The bucket of <see cref="Calls"/> to which a submitter belongs.</summary>
    public static int CallsBucketOf(Measure measure) => Rounding.CallResolution.BucketOf(measure.Calls);

    /// <summary>The bucket of <see cref="ErrorRates"/> to which a submitter belongs; null where it is in none.</summary>
    public static int? ErrorRateBucketOf(Measure measure) =>
        measure.ObservedCalls >= ObservedCallsOfRate
            ? Rounding.RateResolution.BucketOf((double)measure.Errors / measure.ObservedCalls)
            : null;

    /// <summary>Adds one submitter, whom no other call may add, but for its values in the histograms.</summary>
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

    /// <summary>Adds the submitters of another tally, none of whom is in this one.</summary>
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

    /// <summary>Writes it for another silo.</summary>
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

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
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
            _sum = new(Sum(), Sum(), Sum(), Sum(), Sum(), Sum(), Sum()),
        };
        tally.Calls.Read(reader);
        tally.ErrorRates.Read(reader);
        tally.Durations.Read(reader);
        return tally;
    }
}
