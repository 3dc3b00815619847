using ToolTime.Recording.Home;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Commands;

/// <summary>A setting of config.json that the user may change with `tooltime config`.</summary>
/// <param name="Name">Its member in the file.</param>
/// <param name="Default">The value if none is set.</param>
/// <param name="Bounds">The allowed values, in words.</param>
/// <param name="Read">Reads the value; null if none is set.</param>
/// <param name="Write">Sets the value, null for the default. Returns null, and changes nothing, if the value is not allowed.</param>
internal sealed record Setting(
    string Name,
    string Default,
    string Bounds,
    Func<ConfigFile, string?> Read,
    Func<CommandContext, string?, ConfigFile?> Write
)
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        new(
            "api_endpoint",
            Endpoint.Default,
            $"an https address, or http on this machine; {Endpoint.Variable} overrides it",
            config => config.ApiEndpoint,
            WriteEndpoint
        ),
        new(
            "shared_kinds",
            string.Join(",", KindList.AllWords),
            $"some of {string.Join(", ", KindList.AllWords)}",
            config => config.SharedKinds is null ? null : string.Join(",", KindList.WordsOf(KindList.From(config))),
            WriteKinds
        ),
        new(
            "sentiment",
            "off",
            "on or off: whether insights score how messages sound; only scores are stored, on this machine",
            config => config.Sentiment ? "on" : null,
            WriteSentiment
        ),
    ];

    private static ConfigFile? WriteEndpoint(CommandContext context, string? value) =>
        value is not null && Endpoint.Root(value) is null ? null : context.UpdateConfig(config => config.ApiEndpoint = value);

    private static ConfigFile? WriteSentiment(CommandContext context, string? value) =>
        value is null or "on" or "off" ? context.UpdateConfig(config => config.Sentiment = value is "on") : null;

    private static ConfigFile? WriteKinds(CommandContext context, string? value) =>
        (value is null ? SharedKinds.All : KindList.Parse(value)) is { } kinds ? ConsentCommand.Choose(context, kinds) : null;
}
