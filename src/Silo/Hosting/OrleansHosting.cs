using System.Net;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Configuration;
using Orleans.Dashboard;
using ToolTime.Api.SignIn;
using ToolTime.Settings;
using ToolTime.Storage;

namespace ToolTime.Silo.Hosting;

/// <summary>
/// Makes this process an Orleans silo, or a client of silos. With SQLite it is a lone silo; with PostgreSQL it joins the cluster of that
/// database.
/// </summary>
public static class OrleansHosting
{
    /// <summary>Adds the silo or client for the role.</summary>
    /// <exception cref="FormatException">The settings contradict each other; the message is one line for the operator.</exception>
    /// <exception cref="IOException">A silo's port is in use; the message is one line for the operator.</exception>
    public static void AddOrleans(this IHostApplicationBuilder builder, ServerRole role)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Logging.FilterOrleansLogs();
        var storage = builder.Configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new();
        if (storage.Provider == StorageProvider.PostgreSql)
        {
            builder.JoinCluster(role, storage.ConnectionString);
        }
        else if (role == ServerRole.All)
        {
            var hasOperators = builder.Configuration.GetSection(AdminOptions.Section).Get<AdminOptions>()?.Token is not null;
            builder.UseOrleans(silo =>
            {
                silo.UseLoneSilo().UseSqlite();

                // It samples all counters each second and takes 17 MB, and it cannot be viewed without a token.
                if (hasOperators)
                {
                    silo.AddDashboard(OrleansDashboard.Configure);
                }
            });
            builder.Services.AddHealthChecks().AddCheck<SiloHealthCheck>("silo");
        }
        else
        {
            throw new FormatException(
                "Cluster:Role must be all if Storage:Provider is Sqlite: the other roles share a PostgreSQL database."
            );
        }
    }

    private static void JoinCluster(this IHostApplicationBuilder builder, ServerRole role, string connectionString)
    {
        var member = ReadMember(builder.Configuration);
        if (role.RunsGrains())
        {
            SiloPorts.EnsureFree(member);
            builder.UseOrleans(silo => silo.JoinCluster(member, connectionString).AddDashboard(OrleansDashboard.Configure));
            builder.Services.AddHealthChecks().AddCheck<SiloHealthCheck>("silo");
        }
        else
        {
            builder.UseOrleansClient(client => client.JoinCluster(member, connectionString).AddDashboard(OrleansDashboard.Configure));
            builder.Services.AddHealthChecks().AddCheck<ClientHealthCheck>("cluster");
        }
    }

    private static ISiloBuilder JoinCluster(this ISiloBuilder silo, ClusterMemberOptions member, string connectionString) => silo
        .Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = member.Id)
        .Configure<ClusterMembershipOptions>(options => SetFailureDetection(options, member.ProbeTimeout))
        .ConfigureEndpoints(IPAddress.Parse(member.Address), member.SiloPort, member.GatewayPort)
        .UsePostgreSql(connectionString)
        .UseTls(member.Tls)
        .AllowMoreForwards();

    private static IClientBuilder JoinCluster(this IClientBuilder client, ClusterMemberOptions member, string connectionString) => client
        .Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = member.Id)
        .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = member.ProbeTimeout)
        .UsePostgreSql(connectionString)
        .UseTls(member.Tls)
        .UseConnectionRetryFilter<PatientConnection>();

    /// <summary>
    /// Declares a silo dead after three missed probes. By default Orleans gives a silo with an open connection four times as long; but a
    /// hanging process keeps its connections, its grains would be unavailable for that long, and nothing is lost by declaring it dead too
    /// soon. If it resumes, it learns of this from the table, which it otherwise reads once a minute.
    /// </summary>
    private static void SetFailureDetection(ClusterMembershipOptions options, TimeSpan probeTimeout)
    {
        options.ProbeTimeout = options.MaxProbeTimeout = probeTimeout;
        options.TableRefreshTimeout = 5 * probeTimeout;
    }

    private static ClusterMemberOptions ReadMember(IConfiguration configuration)
    {
        var member = configuration.GetSection(ClusterMemberOptions.Section).Get<ClusterMemberOptions>() ?? new();
        var checking = new SettingsValidator<ClusterMemberOptions>(ClusterMemberOptions.Section).Validate(name: null, member);
        return checking.Succeeded ? member : throw new FormatException(checking.FailureMessage);
    }
}

/// <summary>Makes a front end wait for its cluster, however long that takes to start.</summary>
internal sealed partial class PatientConnection(TimeProvider timeProvider, ILogger<PatientConnection> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        LogUnconnected(exception.GetType().Name);
        await Task.Delay(RetryAfter, timeProvider, cancellationToken);
        return true;
    }

    [LoggerMessage(3201, LogLevel.Warning, "Cannot reach any silo of the cluster yet ({Reason}); retrying.")]
    private partial void LogUnconnected(string reason);
}

/// <summary>Checks whether a silo is ready: it must be an active member of its cluster, not joining, leaving or declared dead.</summary>
internal sealed class SiloHealthCheck(ISiloStatusOracle members) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(members.CurrentStatus == SiloStatus.Active
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"The silo is not a member of the cluster: {members.CurrentStatus}."));
}
