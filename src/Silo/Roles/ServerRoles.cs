namespace ToolTime.Silo.Roles;

/// <summary>Reads the role, and says what goes with it.</summary>
internal static class ServerRoles
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
