using ToolTime.Silo.Tests.Telemetry;
using ToolTime.Storage.Tests.PostgreSql;

namespace ToolTime.Silo.Tests.PostgreSql;

public sealed class PostgresTelemetryKillTests(PostgresServer server) : TelemetryKillTests
{
    private protected override Task<string[]> StorageAsync() => PostgresSettings.OfNewDatabaseAsync(server);
}
