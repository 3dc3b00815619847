using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ToolTime.Telemetry;

/// <summary>
/// Writes events as the server expects them. Values out of its bounds are left out, so that it does not refuse the rest.
/// </summary>
internal sealed class EventBody(ToolTimeTelemetryOptions options, string deviceId)
{
    private const int LongestText = 128;
    private const long MaximumCount = 1_000_000_000;
    private const decimal MaximumCost = 10_000;

    private readonly string? _container = FindContainer(options);

    public byte[] Startup() => Write(json =>
    {
        json.WriteString("os"u8, SystemName());
        json.WriteString("runtime_version"u8, Environment.Version.ToString(3));
        Write(json, "launch_source"u8, options.LaunchSource switch
        {
            LaunchSource.Cli => "cli",
            LaunchSource.Installer => "installer",
            _ => null,
        });
    });

    public byte[] Task(TaskResult result) => Write(json =>
    {
        Write(json, "model"u8, result.Model);
        Write(json, "provider"u8, result.Provider);
        Write(json, "status"u8, result.Outcome switch
        {
            TaskOutcome.Success => "success",
            TaskOutcome.Error => "error",
            _ => null,
        });
        Write(json, "error_kind"u8, result.Error is { } error && Enum.IsDefined(error) ? error.ToString() : null);
        Write(json, "iterations"u8, result.Iterations, MaximumCount);
        Write(json, "duration_ms"u8, (long?)result.Duration?.TotalMilliseconds, (long)TimeSpan.FromDays(30).TotalMilliseconds);
        if (result.CostUsd is >= 0 and <= MaximumCost)
        {
            json.WriteNumber("cost_usd"u8, Math.Round(result.CostUsd.Value, 6));
        }

        Write(json, "cost_source"u8, result.CostSource is { } source && Enum.IsDefined(source) ? source.ToString().ToLowerInvariant() : null);
        Write(json, "prompt_tokens"u8, result.PromptTokens, MaximumCount);
        Write(json, "completion_tokens"u8, result.CompletionTokens, MaximumCount);
        Write(json, "cache_creation_tokens"u8, result.CacheCreationTokens, MaximumCount);
        Write(json, "cache_read_tokens"u8, result.CacheReadTokens, MaximumCount);
        Write(json, "cache_total_requests"u8, result.CacheTotalRequests, MaximumCount);
        Write(json, "cache_hit_requests"u8, result.CacheHitRequests, MaximumCount);
    });

    private byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(320);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("device_id"u8, deviceId);
            json.WriteString("version"u8, options.Version);
            Write(json, "brand"u8, options.Brand);
            Write(json, "container"u8, _container);
            write(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is { Length: > 0 and <= LongestText })
        {
            json.WriteString(name, text);
        }
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, long? number, long maximum)
    {
        if (number >= 0 && number <= maximum)
        {
            json.WriteNumber(name, number.Value);
        }
    }

    private static string SystemName() =>
        OperatingSystem.IsLinux() ? "linux"
        : OperatingSystem.IsMacOS() ? "darwin"
        : OperatingSystem.IsWindows() ? "windows"
        : OperatingSystem.IsFreeBSD() ? "freebsd"
        : RuntimeInformation.RuntimeIdentifier;

    private static string? FindContainer(ToolTimeTelemetryOptions options) =>
        options.Environment("KUBERNETES_SERVICE_HOST") is { Length: > 0 } ? "kubernetes"
        : options.Environment("DOTNET_RUNNING_IN_CONTAINER") is "true" or "1" || options.FileExists("/.dockerenv") ? "docker"
        : options.FileExists("/run/.containerenv") ? "podman"
        : null;
}
