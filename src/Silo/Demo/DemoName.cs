namespace ToolTime.Silo.Demo;

/// <summary>How the simulated community uses a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Share">The share of potential users who use it in the first week.</param>
/// <param name="Calls">An average person's calls on a working day.</param>
/// <param name="Errors">The share of calls that fail.</param>
/// <param name="Rejections">The share of calls that the user rejects.</param>
/// <param name="Growth">The change of the share until the last week; negative for a name that falls out of use.</param>
/// <param name="GoesWith">Another name that the same people use; null if their use is independent of other names.</param>
/// <param name="Ms">The median duration of a call in milliseconds; 0 if no agent reports it.</param>
/// <param name="Typed">For a skill: the share of invocations that the user types.</param>
internal sealed record DemoName(
    string Name,
    double Share,
    double Calls = 0,
    double Errors = 0,
    double Rejections = 0,
    double Growth = 0,
    string? GoesWith = null,
    int Ms = 0,
    double Typed = 0.25);
