using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ToolTime.Calendar;

namespace ToolTime.Grains.Storage;

/// <summary>One row on its way into storage: a day cell or a snapshot.</summary>
public abstract record NewRow
{
    private NewRow()
    {
    }

    /// <summary>The canonical content; see <see cref="CanonicalReport"/>.</summary>
    public required ImmutableArray<byte> Content { get; init; }

    /// <summary>SHA-256 of <see cref="Content"/>.</summary>
    public required ImmutableArray<byte> ContentHash { get; init; }

    /// <summary>A day cell.</summary>
    public sealed record Cell : NewRow
    {
        /// <summary>The UTC day.</summary>
        public required DateOnly Day { get; init; }

        /// <summary>The greater revision replaces the smaller.</summary>
        public required long Revision { get; init; }

        /// <summary>Makes a cell of its canonical content; the caller must not change the array afterwards.</summary>
        public static Cell From(DateOnly day, long revision, byte[] content) => new()
        {
            Day = day,
            Revision = revision,
            Content = ImmutableCollectionsMarshal.AsImmutableArray(content),
            ContentHash = HashOf(content),
        };

        /// <summary>
        /// True if this cell replaces the stored one: its revision is greater, or equal with a greater content hash. So the result does not
        /// depend on the order of arrival.
        /// </summary>
        public bool Replaces(long storedRevision, ReadOnlySpan<byte> storedHash) =>
            Revision > storedRevision || (Revision == storedRevision && ContentHash.AsSpan().SequenceCompareTo(storedHash) > 0);
    }

    /// <summary>A rolling snapshot.</summary>
    public sealed record Snapshot : NewRow
    {
        /// <summary>When it was made, cut to the hour, UTC.</summary>
        public required DateTimeOffset GeneratedHour { get; init; }

        /// <summary>Total events. Of one submitter's snapshots of a day, the one with the most events is used.</summary>
        public required int TotalEvents { get; init; }

        /// <summary>The ISO week in which it was made and counts.</summary>
        public IsoWeek Week => IsoWeek.Containing(GeneratedHour.UtcDay());

        /// <summary>Makes a snapshot of its canonical content; the caller must not change the array afterwards.</summary>
        public static Snapshot From(DateTimeOffset generatedHour, int totalEvents, byte[] content) => new()
        {
            GeneratedHour = generatedHour,
            TotalEvents = totalEvents,
            Content = ImmutableCollectionsMarshal.AsImmutableArray(content),
            ContentHash = HashOf(content),
        };
    }

    private static ImmutableArray<byte> HashOf(byte[] content) =>
        ImmutableCollectionsMarshal.AsImmutableArray(SHA256.HashData(content));
}
