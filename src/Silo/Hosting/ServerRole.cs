namespace ToolTime.Silo.Hosting;

/// <summary>What a server process does.</summary>
public enum ServerRole
{
    /// <summary>Runs grains and serves the HTTP endpoints: the whole server in one process.</summary>
    All = 0,

    /// <summary>Runs grains as a member of a cluster; it serves only the health and metrics endpoints.</summary>
    Silo = 1,

    /// <summary>Serves the HTTP endpoints, with a cluster behind them; it opens no storage.</summary>
    Api = 2,
}

/// <summary>Reads the role and says what it includes.</summary>
internal static class ServerRoleExtensions
{
    private const string Key = "Cluster:Role";

    /// <summary>This process's role; <see cref="ServerRole.All"/> if none is set.</summary>
    /// <exception cref="FormatException">The role is unknown; the message is one line for the operator.</exception>
    public static ServerRole GetServerRole(this IConfiguration configuration) => configuration[Key]?.ToLowerInvariant() switch
    {
        null or "all" => ServerRole.All,
        "silo" => ServerRole.Silo,
        "api" => ServerRole.Api,
        _ => throw new FormatException($"{Key} must be all, silo or api, such as --{Key} all."),
    };

    /// <summary>Whether the role runs grains, and so opens the storage.</summary>
    public static bool RunsGrains(this ServerRole role) => role != ServerRole.Api;

    /// <summary>Whether the role serves the HTTP endpoints.</summary>
    public static bool HasEndpoints(this ServerRole role) => role != ServerRole.Silo;
}
