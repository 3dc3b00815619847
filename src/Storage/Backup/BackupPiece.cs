using System.Text.Json.Serialization;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Telemetry;

namespace ToolTime.Storage.Backup;

/// <summary>
/// One piece of what a backup holds: a line of JSON. Pieces name no storage's own numbers, so that any storage can take up what another one
/// wrote; what can be computed again (aggregates of days whose rows are there, reminders) is left out. Submitters are the 32 bytes of their
/// ids, days and weeks dates (a week its Monday), content and bodies the stored UTF-8 text.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Header), "header")]
[JsonDerivedType(typeof(Secret), "secret")]
[JsonDerivedType(typeof(Deletion), "deletion")]
[JsonDerivedType(typeof(ClosedWeek), "closed_week")]
[JsonDerivedType(typeof(Publication), "publication")]
[JsonDerivedType(typeof(Period), "period")]
[JsonDerivedType(typeof(SevenDays), "seven_days")]
[JsonDerivedType(typeof(Day), "day")]
[JsonDerivedType(typeof(Receipt), "receipt")]
[JsonDerivedType(typeof(Cell), "cell")]
[JsonDerivedType(typeof(Snapshot), "snapshot")]
[JsonDerivedType(typeof(TelemetryDeletion), "telemetry_deletion")]
[JsonDerivedType(typeof(TelemetryPepper), "telemetry_pepper")]
[JsonDerivedType(typeof(TelemetryPeriod), "telemetry_period")]
[JsonDerivedType(typeof(TelemetryDay), "telemetry_day")]
[JsonDerivedType(typeof(TelemetryDevice), "telemetry_device")]
[JsonDerivedType(typeof(TelemetryEvents), "telemetry_events")]
[JsonDerivedType(typeof(Footer), "footer")]
public abstract record BackupPiece
{
    private BackupPiece()
    {
    }

    /// <summary>The first piece.</summary>
    /// <param name="Format">Always <c>tooltime-backup</c>.</param>
    /// <param name="Version">The version of the format.</param>
    /// <param name="TakenAt">When, by the server's clock.</param>
    /// <param name="Simulated">True where that clock was a simulated one.</param>
    public sealed record Header(string Format, int Version, DateTimeOffset TakenAt, bool Simulated) : BackupPiece;

    /// <summary>What servers of before drew figures by; nothing is drawn any more, so it is read and left.</summary>
    public sealed record Secret(string Name, byte[] Value) : BackupPiece;

    /// <summary>A submitter that deleted everything.</summary>
    public sealed record Deletion(byte[] Submitter, DateTimeOffset At) : BackupPiece;

    /// <summary>A week that took no more rows at servers of before; it is read and left.</summary>
    public sealed record ClosedWeek(DateOnly Monday) : BackupPiece;

    /// <summary>A week that was published under the rules of before, as it was served.</summary>
    public sealed record Publication(DateOnly Monday, DateTimeOffset PublishedAt, string ETag, string Body) : BackupPiece;

    /// <summary>What is published of a week, or four.</summary>
    /// <param name="Content">The publication, as it is stored, in base64.</param>
    public sealed record Period(byte[] Content) : BackupPiece
    {
        internal static Period From(byte[] content)
        {
            WindowPublication.Decode(content);
            return new(content);
        }

        internal WindowPublication ToPublication() => WindowPublication.Decode(Content);
    }

    /// <summary>What servers of before stored of the newest seven days; it is made again, so it is read and left.</summary>
    public sealed record SevenDays : BackupPiece;

    /// <summary>A day's aggregates, where they saw all its rows.</summary>
    /// <param name="Date">The day.</param>
    /// <param name="Sealed">True where the rows are purged, so that these aggregates are all there is.</param>
    /// <param name="Aggregates">By dimension, then ordinally by name.</param>
    public sealed record Day(DateOnly Date, bool Sealed, IReadOnlyList<BackupAggregate> Aggregates) : BackupPiece;

    /// <summary>An accepted submission.</summary>
    public sealed record Receipt(Guid Id, byte[] Submitter, DateTimeOffset Hour, bool Quarantined) : BackupPiece;

    /// <summary>A day cell.</summary>
    public sealed record Cell(DateOnly Date, byte[] Submitter, int Client, long Revision, string Content, Guid ReceiptId, bool Quarantined)
        : BackupPiece;

    /// <summary>A rolling snapshot.</summary>
    public sealed record Snapshot(
        DateTimeOffset Hour,
        byte[] Submitter,
        int Client,
        int TotalEvents,
        string Content,
        Guid ReceiptId,
        bool Quarantined
    ) : BackupPiece;

    /// <summary>A device whose telemetry was deleted.</summary>
    /// <param name="Device">The 16 bytes of its hash.</param>
    /// <param name="At">When.</param>
    public sealed record TelemetryDeletion(byte[] Device, DateTimeOffset At) : BackupPiece;

    /// <summary>What hides the devices of an epoch.</summary>
    public sealed record TelemetryPepper(int Epoch, byte[] Value, DateTimeOffset MadeAt) : BackupPiece;

    /// <summary>What is published of an app and period.</summary>
    /// <param name="Content">The publication, as it is stored, in base64.</param>
    public sealed record TelemetryPeriod(byte[] Content) : BackupPiece
    {
        internal static TelemetryPeriod From(byte[] content)
        {
            TelemetryPublication.Decode(content);
            return new(content);
        }

        internal TelemetryPublication ToPublication() => TelemetryPublication.Decode(Content);
    }

    /// <summary>An app's day.</summary>
    /// <param name="App">The app.</param>
    /// <param name="Date">The day.</param>
    /// <param name="Purged">True where its rows are purged.</param>
    /// <param name="Totals">Startups, tasks, succeeded and failed ones, and shares; empty before the day was rolled up.</param>
    public sealed record TelemetryDay(string App, DateOnly Date, bool Purged, IReadOnlyList<long> Totals) : BackupPiece;

    /// <summary>A device of an app and epoch.</summary>
    /// <param name="App">The app.</param>
    /// <param name="Epoch">The epoch's number.</param>
    /// <param name="Device">The 16 bytes of its hash.</param>
    /// <param name="Id">Its id for operators.</param>
    /// <param name="Date">The newest day on which it reported.</param>
    /// <param name="Events">Its events of that day.</param>
    /// <param name="Quarantined">Whether it is left out of what is computed.</param>
    public sealed record TelemetryDevice(string App, int Epoch, byte[] Device, Guid Id, DateOnly Date, long Events, bool Quarantined)
        : BackupPiece;

    /// <summary>Equal events of a device and hour.</summary>
    public sealed record TelemetryEvents(string App, DateTimeOffset Hour, byte[] Device, long Count, string Content) : BackupPiece;

    /// <summary>The last piece, without which a backup is cut off.</summary>
    /// <param name="Pieces">How many pieces came between the first and this.</param>
    /// <param name="Sha256">SHA-256 of all lines before this one, each with its line feed, in lower-case hex digits.</param>
    public sealed record Footer(long Pieces, string Sha256) : BackupPiece;
}
