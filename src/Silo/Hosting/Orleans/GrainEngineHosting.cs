using System.ComponentModel.DataAnnotations;
using System.Net;
using Orleans.Configuration;
using Orleans.Dashboard;
using ToolTime.Api.Operators;
using ToolTime.Silo.Roles;
using ToolTime.Storage;

namespace ToolTime.Silo.Hosting;

/// <summary>Makes this process a member of a cluster of Orleans, or a client of one.</summary>
public static class GrainEngineHosting
{
    /// <summary>Adds the grains as a silo, or a client without any, as the role says. Members, reminders and grain state are kept in the storage's PostgreSQL.</summary>
    /// <exception cref="FormatException">The settings do not make a cluster; the message is one line for the operator.</exception>
    /// <exception cref="IOException">A silo's port is taken; the message is one line for the operator.</exception>
    public static void AddGrainEngine(this IHostApplicationBuilder builder, ServerRole role)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var member = MemberOf(builder.Configuration);
        var connectionString = ConnectionStringOf(builder.Configuration);
        builder.Logging.HearProcessesOnly();
        builder.Services.AddSingleton(new EngineDashboard(EnginePages.DashboardPath, "Orleans"));
        if (role.RunsGrains())
        {
            SiloPorts.EnsureFree(member);
            builder.UseOrleans(silo => silo.JoinCluster(member, connectionString).AddDashboard(HideTrace));
            builder.Services.AddHealthChecks().AddCheck<SiloHealthCheck>("cluster");
        }
        else
        {
            builder.UseOrleansClient(client => client.JoinCluster(member, connectionString).AddDashboard(HideTrace));
            builder.Services.AddHealthChecks().AddCheck<ClientHealthCheck>("cluster");
        }
    }

    private static ISiloBuilder JoinCluster(this ISiloBuilder silo, ClusterMemberOptions member, string connectionString) => silo
        .Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = member.Id)
        .Configure<ClusterMembershipOptions>(options => GiveUpInTime(options, member.ProbeTimeout))
        .ConfigureEndpoints(IPAddress.Parse(member.Address), member.SiloPort, member.GatewayPort)
        .UsePostgreSql(connectionString)
        .ForwardPatiently();

    private static IClientBuilder JoinCluster(this IClientBuilder client, ClusterMemberOptions member, string connectionString) => client
        .Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = member.Id)
        .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = member.ProbeTimeout)
        .UsePostgreSql(connectionString)
        .UseConnectionRetryFilter<PatientConnection>();

    /// <summary>
    /// Has three missed probes be enough. Left to itself, Orleans gives a silo whose connection stands four times as long, and a process
    /// that hangs keeps its connections: its grains would be away for that long, and nothing is lost by taking it for dead too soon. One
    /// that goes on afterwards learns of it from the table, which it otherwise reads once a minute.
    /// </summary>
    private static void GiveUpInTime(ClusterMembershipOptions options, TimeSpan probeTimeout)
    {
        options.ProbeTimeout = options.MaxProbeTimeout = probeTimeout;
        options.TableRefreshTimeout = 5 * probeTimeout;
    }

    // Log lines belong where the operator put them, and the page would hold a connection for each reader.
    private static void HideTrace(DashboardOptions options) => options.HideTrace = true;

    private static ClusterMemberOptions MemberOf(IConfiguration configuration)
    {
        var member = configuration.GetSection(ClusterMemberOptions.Section).Get<ClusterMemberOptions>() ?? new();
        var faults = new List<ValidationResult>();
        return Validator.TryValidateObject(member, new ValidationContext(member), faults, validateAllProperties: true)
            ? member
            : throw new FormatException($"{ClusterMemberOptions.Section}: {string.Join(' ', faults.Select(fault => fault.ErrorMessage))}");
    }

    private static string ConnectionStringOf(IConfiguration configuration)
    {
        var storage = configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new();
        return storage.Provider == StorageProvider.PostgreSql
            ? storage.ConnectionString
            : throw new FormatException("Storage:Provider must be PostgreSql: this server was built for a cluster, whose members share one database.");
    }
}
