using ToolTime.Grains.Deletion;
using ToolTime.Grains.Operators;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Submissions;
using ToolTime.Grains.Telemetry;
using ToolTime.Grains.Usage;
using ToolTime.Storage.Backup;

namespace ToolTime.Storage.Tests.Contracts;

/// <summary>An open, empty storage for one test.</summary>
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

    StorageBackup Backup { get; }

    /// <summary>The number of damaged rows found.</summary>
    int DamagedRows { get; }

    /// <summary>Changes the tables in ways that only a failing disk would.</summary>
    Task ExecuteAsync(string sql);

    /// <summary>Closes it like a server that stops, and opens it again.</summary>
    Task RestartAsync();

    /// <summary>The same, but marks what is stored as older than name normalization.</summary>
    Task RestartAsBeforeFoldingAsync();
}
