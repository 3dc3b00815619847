using ToolTime.Grains.Deletion;
using ToolTime.Grains.Operators;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Submissions;
using ToolTime.Grains.Telemetry;
using ToolTime.Grains.Usage;
using ToolTime.Storage.Backup;

namespace ToolTime.Storage.Tests.Contracts;

/// <summary>An open, empty storage of some kind, for one test.</summary>
internal interface IStorageUnderTest : IAsyncDisposable
{
    ISubmissionStore Submissions { get; }

    IDayStore Days { get; }

    IPublicationStore Publications { get; }

    IDeletionStore Deletions { get; }

    ISubmissionRegister Register { get; }

    ITelemetryStore Telemetry { get; }

    ITelemetryPublicationStore TelemetryPublications { get; }

    ITelemetryRegister TelemetryRegister { get; }

    IBackupStore BackupStore { get; }

    Backups Backups { get; }

    /// <summary>Rows that were met and are not what was stored.</summary>
    int DamagedRows { get; }

    /// <summary>Does to the tables what only a disk would.</summary>
    Task ExecuteAsync(string sql);

    /// <summary>Closes it as a server does that stops, and opens it again.</summary>
    Task RestartAsync();

    /// <summary>The same, with what is stored marked as from before names were normalized.</summary>
    Task RestartAsBeforeFoldingAsync();
}
