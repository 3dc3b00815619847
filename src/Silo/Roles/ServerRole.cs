namespace ToolTime.Silo.Roles;

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
