using ToolTime.Monitor.Web;
using ToolTime.Recording.Home;

namespace ToolTime.Uploader.Connecting;

/// <summary>Where agents on this machine send telemetry.</summary>
internal static class OtlpTargets
{
    /// <summary>To the `tooltime serve` that runs, else to where one listens that is begun without more words.</summary>
    /// <exception cref="ConfigException">There is no home.</exception>
    public static OtlpTarget Find(ToolTimeHome? home)
    {
        if (home is null)
        {
            throw new ConfigException("There is no home folder: set HOME, or TOOLTIME_HOME.");
        }

        return new OtlpTarget(ServeFile.Read(home)?.OtlpPort ?? ServeOptions.DefaultOtlpPort, IntakeToken.ReadOrCreate(home));
    }

    /// <summary>What the user of Codex does, whose settings of telemetry are not where its hooks are.</summary>
    public static string CodexAdvice(OtlpTarget target) =>
        $$"""
        Codex's telemetry is set in config.toml, next to its hooks. To send it to `tooltime serve`, add there, once:

        [otel]
        exporter = { otlp-http = { endpoint = "http://127.0.0.1:{{target.Port}}/v1/logs", protocol = "json", headers = { "Authorization" = "Bearer {{target.Token}}" } } }
        """;
}
