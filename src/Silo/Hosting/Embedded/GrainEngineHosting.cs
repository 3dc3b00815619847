using ToolTime.Embedded;
using ToolTime.Grains;
using ToolTime.Submissions;

namespace ToolTime.Silo.Hosting;

/// <summary>Hosts the grains in this one process.</summary>
public static class GrainEngineHosting
{
    /// <summary>Adds the grains and their engine; reminders and grain state are kept by the storage.</summary>
    public static void AddGrainEngine(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IEngineRecordStore, EngineRecordStore>();
        builder.Services.AddEmbeddedEngine(configure: null, typeof(ISubmitterGrain).Assembly, typeof(GrainsRegistration).Assembly);
    }
}
