using System.Text.Json;
using System.Text.Json.Nodes;

namespace ToolTime.Uploader.Connecting;

/// <summary>
/// The variables in the member `env` of Claude Code's settings that make it send its logs to `tooltime serve`. Only variables for logs are
/// set, so that metrics and traces still go wherever the user sends them, without our token.
/// </summary>
internal static class OtlpSetting
{
    private const string Member = "env";
    private const string Endpoint = "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT";
    private const string Headers = "OTEL_EXPORTER_OTLP_LOGS_HEADERS";
    private const string EndpointStart = "http://127.0.0.1:";
    private const string EndpointEnd = "/v1/logs";
    private const string HeaderStart = "Authorization=Bearer ";

    private static readonly (string Name, string Value)[] Fixed =
    [
        ("CLAUDE_CODE_ENABLE_TELEMETRY", "1"),
        ("OTEL_LOGS_EXPORTER", "otlp"),
        ("OTEL_EXPORTER_OTLP_LOGS_PROTOCOL", "http/json"),
        // Without it, MCP servers' tools and the user's own skills have no names; nothing else that it adds is stored.
        ("OTEL_LOG_TOOL_DETAILS", "1"),
    ];

    /// <summary>The settings with these variables; the same bytes if they are already set.</summary>
    /// <exception cref="JsonException">The settings are not JSON.</exception>
    /// <exception cref="HookSettingsException">The settings send logs elsewhere, or are not an object.</exception>
    public static byte[] Add(byte[] settings, OtlpTarget target)
    {
        (string Name, string Value)[] variables =
        [
            .. Fixed,
            (Endpoint, $"{EndpointStart}{target.Port}{EndpointEnd}"),
            (Headers, HeaderStart + target.Token),
        ];
        var isOurs = Find(settings) is not null;
        foreach (var (name, value) in variables)
        {
            settings = Set(settings, name, value, isOurs);
        }

        return settings;
    }

    /// <summary>The settings without our variables; others' variables stay.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="before">What they were before `connect`; null if unknown. A variable that they set themselves stays.</param>
    public static byte[] Remove(byte[] settings, byte[]? before = null)
    {
        if (Find(settings) is null)
        {
            return settings;
        }

        foreach (var name in (string[])[.. Fixed.Select(variable => variable.Name), Endpoint, Headers])
        {
            var text = new JsoncText(settings);
            var isTheirs = Text(text, name) is { } value && Text(before, name) == value;
            if (isTheirs || Env(text) is not { } env || Variable(env.Value, name) is not { } variable)
            {
                continue;
            }

            settings =
                env.Value.Elements.Count == 1
                    ? JsoncEdit.Remove(text, text.Root, IndexOf(text.Root, env))
                    : JsoncEdit.Remove(text, env.Value, IndexOf(env.Value, variable));
        }

        return settings;
    }

    /// <summary>Where the settings send logs, if that is a `tooltime serve`; otherwise null.</summary>
    public static OtlpTarget? Find(byte[] settings)
    {
        if (HookSettings.IsBlank(settings))
        {
            return null;
        }

        var text = new JsoncText(settings);
        return
            Text(text, Endpoint) is { } endpoint
            && endpoint.StartsWith(EndpointStart, StringComparison.Ordinal)
            && endpoint.EndsWith(EndpointEnd, StringComparison.Ordinal)
            && ushort.TryParse(endpoint[EndpointStart.Length..^EndpointEnd.Length], out var port)
            && Text(text, Headers) is { } headers
            && headers.StartsWith(HeaderStart, StringComparison.Ordinal)
            ? new OtlpTarget(port, headers[HeaderStart.Length..])
            : null;
    }

    private static byte[] Set(byte[] settings, string name, string value, bool isOurs)
    {
        var text = new JsoncText(settings);
        if (text.Root.Kind is not JsonValueKind.Object)
        {
            throw new HookSettingsException("it is not a JSON object");
        }

        if (Env(text) is not { } env)
        {
            return JsoncEdit.Append(text, text.Root, Member, new JsonObject { [name] = value });
        }

        if (env.Value.Kind is not JsonValueKind.Object)
        {
            throw new HookSettingsException($"its \"{Member}\" is not an object");
        }

        if (Variable(env.Value, name) is not { } variable)
        {
            return JsoncEdit.Append(text, env.Value, name, JsonValue.Create(value));
        }

        if (Text(text, name) == value)
        {
            return settings;
        }

        return isOurs
            ? JsoncEdit.Replace(text, variable.Value, JsonValue.Create(value))
            : throw new HookSettingsException($"it sets {name} itself, which stays");
    }

    private static JsoncElement? Env(JsoncText text) => text.Root.Elements.FirstOrDefault(member => member.Name == Member);

    private static JsoncElement? Variable(JsoncValue env, string name) => env.Elements.FirstOrDefault(member => member.Name == name);

    private static string? Text(JsoncText text, string name) =>
        Env(text) is { } env && Variable(env.Value, name) is { Value.Kind: JsonValueKind.String } variable
            ? text.String(variable.Value)
            : null;

    private static string? Text(byte[]? settings, string name)
    {
        try
        {
            // If they had our variables then, none of these is the user's.
            return settings is null || HookSettings.IsBlank(settings) || Find(settings) is not null
                ? null
                : Text(new JsoncText(settings), name);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int IndexOf(JsoncValue container, JsoncElement element) =>
        container.Elements.TakeWhile(other => other != element).Count();
}

/// <summary>Where telemetry goes, on this machine.</summary>
/// <param name="Port">The port of `tooltime serve`.</param>
/// <param name="Token">The token that senders need.</param>
internal sealed record OtlpTarget(int Port, string Token);
