namespace ToolTime.Silo.Hosting;

/// <summary>The engine's own pages for operators.</summary>
internal static class EnginePages
{
    /// <summary>Maps nothing: this engine has none.</summary>
    public static void MapEnginePages(this WebApplication app) => ArgumentNullException.ThrowIfNull(app);
}
