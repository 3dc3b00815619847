namespace ToolTime.Silo.Hosting;

/// <summary>What a process of the server does.</summary>
public enum ServerRole
{
    /// <summary>Runs grains and has the HTTP endpoints: the whole server in one process.</summary>
    All = 0,

    /// <summary>Runs grains as a member of a cluster; of the endpoints it has only those of its health.</summary>
    Silo = 1,

    /// <summary>Has the HTTP endpoints and asks a cluster for everything behind them; it opens no storage.</summary>
    Api = 2,
}

/// <summary>Reads the role, and says what goes with it.</summary>
internal static class ServerRoleExtensions
{
    private const string Key = "Cluster:Role";

    /// <summary>The role of this process; <see cref="ServerRole.All"/> where none is set.</summary>
    /// <exception cref="FormatException">There is no such role; the message is one line for the operator.</exception>
    public static ServerRole GetServerRole(this IConfiguration configuration) => configuration[Key]?.ToLowerInvariant() switch
    {
        null or "all" => ServerRole.All,
        "silo" => ServerRole.Silo,
        "api" => ServerRole.Api,
        _ => throw new FormatException($"{Key} must be all, silo or api."),
    };

    /// <summary>Whether it runs grains, and so opens the storage.</summary>
    public static bool RunsGrains(this ServerRole role) => role != ServerRole.Api;

    /// <summary>Whether it has the HTTP endpoints.</summary>
    public static bool HasEndpoints(this ServerRole role) => role != ServerRole.Silo;
}
