using System.Text.Json.Serialization;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Telemetry;

namespace ToolTime.Storage.Backup;

/// <summary>
/// One piece of a backup: a line of JSON. Pieces contain no database-specific numbers, so that any storage can restore what another wrote;
/// what can be recomputed (aggregates of days that have rows, reminders) is left out. Submitters are the 32 bytes of their ids, days and
/// weeks are dates (a week's is its Monday), contents and bodies are the stored UTF-8 text.
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
[JsonDerivedType(typeof(DeviceEvents), "telemetry_events")]
[JsonDerivedType(typeof(Footer), "footer")]
public abstract record BackupPiece
{
    private BackupPiece()
    {
    }

    /// <summary>The first piece of a backup.</summary>
    /// <param name="Format">Always <c>tooltime-backup</c>.</param>
    /// <param name="Version">The version of the format.</param>
    /// <param name="TakenAt">When the backup was taken, by the server's clock.</param>
    /// <param name="Simulated">True if that clock was simulated.</param>
    public sealed record Header(string Format, int Version, DateTimeOffset TakenAt, bool Simulated) : BackupPiece;

    /// <summary>Random data with which older servers computed figures; no longer used, so it is read and ignored.</summary>
    public sealed record Secret(string Name, byte[] Value) : BackupPiece;

    /// <summary>A submitter that deleted everything.</summary>
    public sealed record Deletion(byte[] Submitter, DateTimeOffset At) : BackupPiece;

    /// <summary>A week that accepted no more rows on older servers; it is read and ignored.</summary>
    public sealed record ClosedWeek(DateOnly Monday) : BackupPiece;

    /// <summary>A week published under the old rules, as it was served.</summary>
    public sealed record Publication(DateOnly Monday, DateTimeOffset PublishedAt, string ETag, string Body) : BackupPiece;

    /// <summary>The publication of a week or four-week window.</summary>
    /// <param name="Content">The publication as stored, in base64.</param>
    public sealed record Period(byte[] Content) : BackupPiece
    {
        internal static Period From(byte[] content)
        {
            WindowPublication.Decode(content);
            return new(content);
        }

        internal WindowPublication ToPublication() => WindowPublication.Decode(Content);
    }

    /// <summary>The newest seven days as stored by older servers; they are recomputed, so it is read and ignored.</summary>
    public sealed record SevenDays : BackupPiece;

    /// <summary>A day's aggregates, if they cover all its rows.</summary>
    /// <param name="Date">The day.</param>
    /// <param name="Sealed">True if the rows are purged, so that only these aggregates remain.</param>
    /// <param name="Aggregates">The aggregates, by dimension, then by name (ordinal).</param>
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
    /// <param name="At">When it was deleted.</param>
    public sealed record TelemetryDeletion(byte[] Device, DateTimeOffset At) : BackupPiece;

    /// <summary>The secret that protects an epoch's devices.</summary>
    public sealed record TelemetryPepper(int Epoch, byte[] Value, DateTimeOffset MadeAt) : BackupPiece;

    /// <summary>The publication of an app and period.</summary>
    /// <param name="Content">The publication as stored, in base64.</param>
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
    /// <param name="Purged">True if its rows are purged.</param>
    /// <param name="Totals">Startups, tasks, succeeded tasks, failed tasks and shares; empty before the day was rolled up.</param>
    public sealed record TelemetryDay(string App, DateOnly Date, bool Purged, IReadOnlyList<long> Totals) : BackupPiece;

    /// <summary>A device of an app and epoch.</summary>
    /// <param name="App">The app.</param>
    /// <param name="Epoch">The epoch's number.</param>
    /// <param name="Device">The 16 bytes of its hash.</param>
    /// <param name="Id">Its id for operators.</param>
    /// <param name="Date">The newest day on which it reported.</param>
    /// <param name="Events">Its events on that day.</param>
    /// <param name="Quarantined">Whether it is excluded from computation.</param>
    public sealed record TelemetryDevice(string App, int Epoch, byte[] Device, Guid Id, DateOnly Date, long Events, bool Quarantined)
        : BackupPiece;

    /// <summary>Equal events of one device and hour.</summary>
    public sealed record DeviceEvents(string App, DateTimeOffset Hour, byte[] Device, long Count, string Content) : BackupPiece;

    /// <summary>The last piece; a backup without it is cut off.</summary>
    /// <param name="Pieces">The number of pieces between the first and this one.</param>
    /// <param name="Sha256">SHA-256 of all lines before this one, each with its line feed, as lower-case hex digits.</param>
    public sealed record Footer(long Pieces, string Sha256) : BackupPiece;
}
