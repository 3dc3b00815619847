using ToolTime.Monitor.Web;
using ToolTime.Recording.Home;

namespace ToolTime.Uploader.Connecting;

/// <summary>Finds where agents on this machine send telemetry.</summary>
internal static class OtlpTargetFinder
{
    /// <summary>The `tooltime serve` that runs, or where one listens by default.</summary>
    /// <exception cref="ConfigException">The one that runs takes no telemetry, or another program has its port.</exception>
    public static OtlpTarget Find(ToolTimeHome home, bool isDryRun)
    {
        var running = ServeFile.FindRunning(home, isDryRun);
        if (running is { OtlpPort: null })
        {
            // Calls and our token would go to the program that has the port.
            throw new ConfigException(
                "`tooltime serve` takes no telemetry, since another program had its port. Begin it again with a free --otlp-port."
            );
        }

        if (running is null && LocalPort.Answers(ServeOptions.DefaultOtlpPort))
        {
            throw new ConfigException(
                $"Another program has port {ServeOptions.DefaultOtlpPort}. Start `tooltime serve` with a free --otlp-port first."
            );
        }

        return new OtlpTarget(running?.OtlpPort ?? ServeOptions.DefaultOtlpPort, IntakeToken.ReadOrCreate(home, isDryRun));
    }

    /// <summary>Instructions for Codex users, whose telemetry settings are in another file than their hooks.</summary>
    /// <param name="target">Where telemetry goes.</param>
    /// <param name="hooks">The file with the hooks.</param>
    public static string CodexAdvice(OtlpTarget target, string hooks)
    {
        // A second table of that name, or a second exporter in it, would make Codex refuse the whole file.
        var (how, table) = CodexConfig.HasTable(CodexConfig.Beside(hooks), "otel")
            ? ("set in its table [otel], in place of its `exporter`", "")
            : ("add there, once", "[otel]\n");
        return $$"""
            Codex's telemetry is set in config.toml, next to its hooks. To send it to `tooltime serve`, {{how}}:

            {{table}}exporter = { otlp-http = { endpoint = "http://127.0.0.1:{{target.Port}}/v1/logs", protocol = "json", headers = { "Authorization" = "Bearer {{target.Token}}" } } }
            """;
    }
}
