using ToolTime.Monitor.Security.Boundaries;

namespace ToolTime.Monitor.Security.Effects;

/// <summary>One thing that a segment of a command or a tool call does.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Segment">The text of the command that does it.</param>
internal sealed record Effect(EffectKind Kind, string Segment)
{
    /// <summary>What it is done with or to: a program's verb, a package, a variable.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The file, or null.</summary>
    public ResolvedPath? Path { get; init; }

    /// <summary>The other machine, or null.</summary>
    public string? Host { get; init; }

    /// <summary>The data involved.</summary>
    public DataKinds Data { get; init; }

    /// <summary>How it is done.</summary>
    public EffectTraits Traits { get; init; }

    public bool Has(EffectTraits traits) => (Traits & traits) != 0;

    public bool Has(DataKinds data) => (Data & data) != 0;
}
