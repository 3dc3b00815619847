using System.Text.Json;
using ToolTime.Api.Problems;
using ToolTime.Api.Requests;
using ToolTime.Names;
using ToolTime.Telemetry;

namespace ToolTime.Api.Telemetry;

/// <summary>
/// Reads an event's body. What is not listed becomes <c>other</c>, so that no free text goes further; unknown members are ignored, and null
/// means absent. Every fault is found.
/// </summary>
internal sealed class TelemetryReader(JsonElement body, NameList names, IReadOnlyCollection<string> brands, FaultList faults)
{
    private const int MaximumIdLength = 128;
    private const long MaximumCount = 1_000_000_000;

    /// <summary>Thirty days, in milliseconds.</summary>
    private const long MaximumDuration = 30L * 24 * 60 * 60 * 1_000;
    private const decimal MaximumCost = 10_000;

    /// <summary>The id of the device.</summary>
    public string DeviceId() => Required("device_id") is not { } id ? ""
        : id.Length <= MaximumIdLength ? id
        : Fault("device_id", FaultCode.Length, $"device_id must have 1 to {MaximumIdLength} characters.") ?? "";

    public StartupEvent Startup() => new()
    {
        Version = Version(),
        Brand = Brand(),
        Container = Listed("container", ListedNames.Container),
        System = Required("os") is { } system ? ListedNames.System(system) : TelemetryNames.Other,
        Runtime = Listed("ruby_version", VersionText.Normalize) ?? Listed("runtime_version", VersionText.Normalize),
        LaunchSource = Listed("launch_source", ListedNames.LaunchSource),
    };

    public TaskEvent Task() => new()
    {
        Version = Version(),
        Brand = Brand(),
        Container = Listed("container", ListedNames.Container),
        Model = Listed("model", Model),
        Provider = Listed("provider", ListedNames.Provider),
        Outcome = Text("status") switch
        {
            "success" => TaskOutcome.Success,
            "error" => TaskOutcome.Error,
            _ => null,
        },
        Iterations = Number("iterations", MaximumCount),
        DurationMs = Decimal("duration_ms") is { } duration ? Number("duration_ms", decimal.Floor(duration), MaximumDuration) : null,
        CostMicroUsd = Cost(),
        CostSource = Listed("cost_source", ListedNames.CostSource),
        PromptTokens = Number("prompt_tokens", MaximumCount),
        CompletionTokens = Number("completion_tokens", MaximumCount),
        CacheCreationTokens = Number("cache_creation_tokens", MaximumCount),
        CacheReadTokens = Number("cache_read_tokens", MaximumCount),
        CacheTotalRequests = Number("cache_total_requests", MaximumCount),
        CacheHitRequests = Number("cache_hit_requests", MaximumCount),
        ErrorKind = ErrorKind(),
    };

    public ShareEvent Share() => new()
    {
        Version = Version(),
        Brand = Brand(),
        Action = Required("event") switch
        {
            "share_open" => ShareAction.Opened,
            "share_download" => ShareAction.Downloaded,
            null => default,
            _ => NoAction(),
        },
    };

    private string Version() => Required("version") is { } version ? VersionText.Normalize(version) : TelemetryNames.Other;

    private string? Brand() => Listed("brand", brand => brands.Contains(brand) ? brand : TelemetryNames.Other);

    private string Model(string name) =>
        names.Normalize(NameKind.Model, name) is { Length: > 0 } model ? model : TelemetryNames.Other;

    private ShareAction NoAction()
    {
        Fault("event", FaultCode.Unsupported, "event must be share_open or share_download.");
        return default;
    }

    private string? Listed(string name, Func<string, string> normalize) => Text(name) is { } text ? normalize(text) : null;

    /// <summary>A required, non-empty string.</summary>
    private string? Required(string name)
    {
        if (!JsonBody.TryGet(body, name, out _))
        {
            return Fault(name, FaultCode.Missing, $"{name} is required.");
        }

        return Text(name) switch
        {
            "" => Fault(name, FaultCode.Length, $"{name} must not be empty."),
            var text => text,
        };
    }

    private string? Text(string name)
    {
        if (!JsonBody.TryGet(body, name, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : Fault(name, FaultCode.Type, $"{name} must be a string.");
    }

    // A description that was cut in the middle of a character is classified as it is written.
    private string? ErrorKind()
    {
        try
        {
            return Listed("error_kind", ErrorClassifier.Classify);
        }
        catch (InvalidOperationException)
        {
            return ErrorClassifier.Classify(body.GetProperty("error_kind").GetRawText());
        }
    }

    /// <summary>A whole number; a zero fraction is allowed, such as 12.0.</summary>
    private long? Number(string name, long maximum) => Decimal(name) is { } number ? Number(name, number, maximum) : null;

    private long? Number(string name, decimal number, long maximum)
    {
        if (number == decimal.Truncate(number) && number >= 0 && number <= maximum)
        {
            return (long)number;
        }

        Fault(name, FaultCode.Range, $"{name} must be a whole number from 0 to {maximum}.");
        return null;
    }

    /// <summary>US dollars, converted to millionths.</summary>
    private long? Cost()
    {
        if (Decimal("cost_usd") is not { } dollars)
        {
            return null;
        }

        if (dollars is >= 0 and <= MaximumCost)
        {
            return (long)Math.Round(dollars * 1_000_000, MidpointRounding.AwayFromZero);
        }

        Fault("cost_usd", FaultCode.Range, $"cost_usd must be from 0 to {MaximumCost}.");
        return null;
    }

    private decimal? Decimal(string name)
    {
        if (!JsonBody.TryGet(body, name, out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            Fault(name, FaultCode.Type, $"{name} must be a number.");
            return null;
        }

        if (value.TryGetDecimal(out var number))
        {
            return number;
        }

        Fault(name, FaultCode.Range, $"{name} is too large.");
        return null;
    }

    private string? Fault(string name, string code, string detail)
    {
        faults.Add($"/{name}", code, detail);
        return null;
    }
}
