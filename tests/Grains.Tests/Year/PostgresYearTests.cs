using ToolTime.Grains.Tests.Hosting;
using ToolTime.Storage.Tests.PostgreSql;

namespace ToolTime.Grains.Tests.Year;

public sealed class PostgresYearTests(PostgresServer server) : YearTests
{
    /// <summary>Eighteen weeks in `eng/test`: rows are purged after 90 days, and a restart costs far more than with a file.</summary>
    private protected override int Days => Environment.GetEnvironmentVariable("TOOLTIME_LONG") == "1" ? 365 : 126;

    private protected override async Task<GrainHost> StartAsync() =>
        await GrainHost.StartAsync(configure: null, await GrainHost.SettingsAsync(server));
}
