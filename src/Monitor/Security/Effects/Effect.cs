using ToolTime.Monitor.Security.Boundaries;

namespace ToolTime.Monitor.Security.Effects;

/// <summary>One thing that a segment of a command, or a call of a tool, does.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Segment">The text of the command that does it.</param>
internal sealed record Effect(EffectKind Kind, string Segment)
{
    /// <summary>A name for what it is done with or to: a program's verb, a package, a variable.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The file, if there is one.</summary>
    public ResolvedPath? Path { get; init; }

    /// <summary>The other machine, if there is one.</summary>
    public string? Host { get; init; }

    /// <summary>What data it concerns.</summary>
    public DataKinds Data { get; init; }

    /// <summary>How it is done.</summary>
    public EffectTraits Traits { get; init; }

    public bool Has(EffectTraits traits) => (Traits & traits) != 0;

    public bool Has(DataKinds data) => (Data & data) != 0;
}
