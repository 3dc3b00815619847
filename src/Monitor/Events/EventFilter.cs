namespace ToolTime.Monitor.Events;

/// <summary>Selects events. An event matches if every member that is set matches.</summary>
internal sealed record EventFilter
{
    private const int MostName = 200;
    private const int MostTypes = 20;

    private static readonly string[] KnownTypes =
    [
        .. EventJson.Default.LiveEvent.PolymorphismOptions!.DerivedTypes.Select(type => (string)type.TypeDiscriminator!),
    ];

    /// <summary>Matches all events.</summary>
    public static readonly EventFilter All = new();

    /// <summary>A project by its folder's name, ignoring case; null for all.</summary>
    public string? Project { get; init; }

    /// <summary>A client's name on the wire; null for all.</summary>
    public string? Client { get; init; }

    /// <summary>The names of types; null for all.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    /// <summary>For events with tokens: the least total over all kinds; null for all.</summary>
    public long? MinTokens { get; init; }

    /// <summary>The first member with an invalid value, or null.</summary>
    public string? FaultyMember() =>
        Project is { Length: 0 or > MostName } ? "project"
        : Client is { Length: 0 or > MostName } ? "client"
        : Types is not null && (Types.Count is 0 or > MostTypes || Types.Any(type => !KnownTypes.Contains(type))) ? "types"
        : MinTokens < 0 ? "min_tokens"
        : null;

    public bool Passes(in Frame frame) =>
        (Project is null || string.Equals(frame.Project, Project, StringComparison.OrdinalIgnoreCase))
        && (Client is null || frame.Client == Client)
        && (Types is null || Types.Contains(frame.Type))
        && (MinTokens is null || frame.Tokens is null || frame.Tokens >= MinTokens);
}
