using ToolTime.Embedded;
using ToolTime.Grains;
using ToolTime.Silo.Roles;
using ToolTime.Submissions;

namespace ToolTime.Silo.Hosting;

/// <summary>Hosts the grains in this one process.</summary>
public static class GrainEngineHosting
{
    /// <summary>Twice this, the time that requests have, and what telemetry takes fit into what the host gives to a stop.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(6);

    /// <summary>Adds the grains and their engine; reminders and grain state are kept by the storage.</summary>
    /// <exception cref="FormatException">The role is not <see cref="ServerRole.All"/>; the message is one line for the operator.</exception>
    public static void AddGrainEngine(this IHostApplicationBuilder builder, ServerRole role)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (role != ServerRole.All)
        {
            throw new FormatException("Cluster:Role must be all: this server was built to run in one process; the others take one that was built for Orleans.");
        }

        builder.Services.AddSingleton<IEngineRecordStore, EngineRecordStore>();
        builder.Services.AddEmbeddedEngine(engine => engine.StopTimeout = StopTimeout, typeof(ISubmitterGrain).Assembly, typeof(GrainsRegistration).Assembly);
    }
}
