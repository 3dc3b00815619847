using ToolTime.Grains.Tests.Hosting;
using ToolTime.Storage.Tests.PostgreSql;

namespace ToolTime.Grains.Tests.Year;

public sealed class PostgresYearTests(PostgresServer server) : YearTests
{
    private protected override async Task<GrainHost> StartAsync() =>
        await GrainHost.StartAsync(configure: null, await GrainHost.SettingsAsync(server));
}
